package dev.sluice.ingest.publish.outbox;

import dev.sluice.ingest.publish.Offer;
import dev.sluice.ingest.publish.Publisher.State;
import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.ingest.publish.outbox.Answer.Answered;
import dev.sluice.ingest.publish.outbox.Answer.Refused;
import dev.sluice.ingest.publish.outbox.Answer.Result;
import dev.sluice.ingest.publish.outbox.Answer.Result.Failed;
import dev.sluice.ingest.publish.outbox.Answer.Result.Stored;
import dev.sluice.ingest.publish.outbox.Answer.Result.Throttled;
import dev.sluice.ingest.publish.outbox.Answer.Unanswered;
import dev.sluice.ingest.publish.outbox.Call.Share;
import dev.sluice.ingest.publish.outbox.Consignment.Waiting;
import dev.sluice.ingest.publish.outbox.Lane.Shard;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was taken and is not yet acknowledged: decides what goes onto the stream next, and learns
/// what came of it. Whoever has it
///
/// - puts what [#next] gives and reports to [#answered], several calls at a time if they like, and
///   looks again at [#wakeAt];
/// - calls [#sweep] now and then, so that patience ends;
/// - completes what [#settled] returns, after letting go of any lock.
///
/// Entries of a key go in the order in which they were offered: the next one leaves when the one
/// before is on the stream or given up. Not thread-safe.
public final class Outbox {
  /// Later than any other time.
  public static final long NEVER = Long.MAX_VALUE;

  private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);

  private final OutboxBounds bounds;
  private final Backoff backoff;
  private final Trouble trouble;
  private final Lanes lanes = new Lanes();
  private final Stock stock = new Stock(lanes);
  private int callsOnTheirWay;
  private boolean isClosing;
  private boolean haveShardsMoved;

  /// @param backoff of a throttled shard, and of a stream whose calls fail
  /// @param awayAfter how long calls fail until the stream counts as away
  public Outbox(OutboxBounds bounds, Backoff backoff, Duration awayAfter) {
    this.bounds = bounds;
    this.backoff = backoff;
    this.trouble = new Trouble(backoff, awayAfter);
  }

  /// Takes all of the entries or none.
  ///
  /// @throws IllegalArgumentException if the buffer could not hold them were it empty
  public Offer offer(List<StreamEntry> offered, Duration patience, long now) {
    long size = 0;
    for (StreamEntry entry : offered) {
      size += entry.size();
    }
    if (offered.size() > bounds.bufferEntries() || size > bounds.bufferBytes()) {
      throw new IllegalArgumentException(
          "%d entries of %d bytes were offered; the buffer holds %d of %d"
              .formatted(offered.size(), size, bounds.bufferEntries(), bounds.bufferBytes()));
    }
    if (state(now) == State.AWAY) {
      return new Offer.Away(untilRetry(now));
    }
    if (stock.entries() + offered.size() > bounds.bufferEntries()
        || stock.bytes() + size > bounds.bufferBytes()) {
      return new Offer.Full(untilRetry(now));
    }
    return new Offer.Taken(stock.take(offered, now, now + patience.toNanos()).acknowledged);
  }

  private Duration untilRetry(long now) {
    Duration pause = Duration.ofNanos(Math.max(0, trouble.pausedUntil() - now));
    return pause.compareTo(SHORTEST_RETRY) > 0 ? pause : SHORTEST_RETRY;
  }

  /// What is to be put now, if anything is.
  public @Nullable Call next(long now) {
    lanes.unpark(now);
    Lane lane = lanes.next(now);
    if (lane == null || wakeAt(now) > now) {
      return null;
    }
    Call call = new Call(now);
    boolean goesAlone = lane.isSuspect();
    while (lane != null && call.hasRoomFor(lane, bounds) && lane.isSuspect() == goesAlone) {
      lanes.take();
      call.load(lane, bounds.aggregateBytes());
      lane = goesAlone ? null : lanes.next(now);
    }
    callsOnTheirWay++;
    return call;
  }

  /// When [#next] may have something, if nothing is offered or answered before.
  public long wakeAt(long now) {
    if (trouble.isOn() && callsOnTheirWay > 0) {
      return NEVER;
    }
    Lane first = lanes.next(now);
    Waiting oldest = first == null ? null : first.first();
    long due = oldest == null ? lanes.unparkAt() : Math.min(dueAt(oldest, now), lanes.unparkAt());
    return Math.max(due, trouble.pausedUntil());
  }

  private long dueAt(Waiting oldest, long now) {
    boolean isDue =
        isClosing
            || callsOnTheirWay == 0
            || lanes.readyLanes() >= bounds.batchRecords()
            || lanes.readyBytes() >= bounds.batchBytes();
    return isDue ? now : oldest.of.takenAt + bounds.linger().toNanos();
  }

  /// What came of a call that [#next] gave.
  public void answered(Call call, Answer answer, long now) {
    callsOnTheirWay--;
    switch (answer) {
      case Answered(List<Result> results) -> {
        if (results.stream().allMatch(Failed.class::isInstance)) {
          trouble.failed(call.begun, now);
        } else {
          trouble.succeeded();
        }
        for (int i = 0; i < call.shares.size(); i++) {
          account(call.shares.get(i), results.get(i), now);
        }
      }
      case Unanswered _ -> {
        trouble.failed(call.begun, now);
        call.shares.forEach(this::returned);
      }
      case Refused(String code, _) -> {
        trouble.succeeded();
        refused(call, code);
      }
    }
  }

  private void account(Share share, Result result, long now) {
    Shard shard = share.lane().shard;
    switch (result) {
      case Stored(String shardId) -> {
        shard.stored();
        haveShardsMoved |= lanes.tellsShardsApart() && !shard.id.equals(shardId);
        share.entries().forEach(stock::stored);
        lanes.arrived(share.lane());
      }
      case Throttled _, Failed _ -> {
        if (!shard.isPaused(now)) {
          shard.pause(now, backoff);
        }
        returned(share);
      }
    }
  }

  private void returned(Share share) {
    share.entries().forEach(entry -> stock.returned(entry, trouble.isOn()));
    lanes.arrived(share.lane());
  }

  /// One of the entries is to blame: each goes alone now, and the one that is refused alone is
  /// given up.
  private void refused(Call call, String code) {
    if (call.entries() == 1) {
      Share only = call.shares.getFirst();
      stock.drop(only.entries().getFirst(), "the stream refuses it: " + code);
      lanes.arrived(only.lane());
    } else {
      call.shares.forEach(share -> {
        share.entries().forEach(entry -> entry.isSuspect = true);
        returned(share);
      });
    }
  }

  /// Ends the patience of those who have waited long enough.
  public void sweep(long now) {
    stock.expire(now, trouble.isOn() && !isClosing);
  }

  /// Whom to tell what; each is returned once.
  public List<Settled> settled() {
    return stock.settled();
  }

  public State state(long now) {
    return isClosing || trouble.isAway(now) ? State.AWAY : State.OPEN;
  }

  public Fill fill(long now) {
    double share =
        Math.max(
            (double) stock.entries() / bounds.bufferEntries(),
            (double) stock.bytes() / bounds.bufferBytes());
    return new Fill(
        stock.entries(), stock.bytes(), share, Duration.ofNanos(now - stock.oldest(now)));
  }

  /// Takes no more; what is here goes without lingering.
  public void close() {
    isClosing = true;
  }

  /// Whether anybody waits for an acknowledgement.
  public boolean hasSenders() {
    return stock.hasSenders();
  }

  /// Tells all who wait that it will not be.
  public void abandon() {
    stock.abandon("the service has stopped");
  }

  /// Whether records came to lie on other shards than was thought, until it is told of them.
  public boolean haveShardsMoved() {
    return haveShardsMoved;
  }

  /// These are the stream's shards.
  public void reshard(ShardMap shards) {
    haveShardsMoved = false;
    lanes.reshard(shards);
  }
}
