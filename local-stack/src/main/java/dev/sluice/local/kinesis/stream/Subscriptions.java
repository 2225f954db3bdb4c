package dev.sluice.local.kinesis.stream;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Who is subscribed to which shard: one subscription for each consumer and shard. A new one takes
/// over from the old one, but not within 5 seconds of its start, even if that has ended already.
/// Thread-safe.
///
/// Source: <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SubscribeToShard.html>
public final class Subscriptions {

  private static final Duration EXCLUSIVE = Duration.ofSeconds(5);

  /// The right of one subscriber to a shard's records.
  ///
  /// @param startedMillis epoch milliseconds
  public record Ticket(String consumerArn, String shardId, long startedMillis) {
    private Place place() {
      return new Place(consumerArn, shardId);
    }
  }

  private record Place(String consumerArn, String shardId) {}

  private final Clock clock;
  private final Map<Place, Ticket> holders = new HashMap<>();

  public Subscriptions(Clock clock) {
    this.clock = clock;
  }

  public synchronized Ticket take(String consumerArn, String shardId) {
    Ticket taken = new Ticket(consumerArn, shardId, clock.millis());
    Ticket holder = holders.get(taken.place());
    if (holder != null && taken.startedMillis() - holder.startedMillis() < EXCLUSIVE.toMillis()) {
      throw ErrorType.RESOURCE_IN_USE.because(
          "Consumer %s subscribed to shard %s %d ms ago; a new subscription is accepted after 5 s."
              .formatted(consumerArn, shardId, taken.startedMillis() - holder.startedMillis()));
    }
    holders.put(taken.place(), taken);
    return taken;
  }

  /// Whether nobody has taken over.
  @SuppressWarnings("ReferenceEquality")
  public synchronized boolean isHeld(Ticket ticket) {
    return holders.get(ticket.place()) == ticket;
  }
}
