package dev.sluice.query.live;

import dev.sluice.dynamodb.ShardBeat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// Tells connections that were resumed what they have missed, before what happens now. Those that
/// come back together are told together: each entry of the ring is unpacked once for all who are
/// about there. Not safe for many threads.
final class Replays {
  /// Entries for one go, so that what happens now does not wait for long.
  private static final int ENTRIES_AT_ONCE = 20;

  private static final String GAP =
      "not all that happened since %s can be told again; what is missing can be read from"
          + " /v1/devices/{device_id}/events";

  private final Ring ring;
  private final Switchboard switchboard;

  Replays(Ring ring, Switchboard switchboard) {
    this.ring = ring;
    this.switchboard = switchboard;
  }

  Ring ring() {
    return ring;
  }

  /// Keeps what came, and forgets the oldest where it is too much. Whoever was yet to be told of it
  /// has missed it.
  void keep(Delivery delivery, Collection<LiveConnection> connections) {
    ring.add(delivery);
    while (ring.isTooLarge()) {
      Ring.Entry oldest = ring.removeOldest();
      for (LiveConnection connection : connections) {
        Replay replay = connection.replay;
        if (replay != null && replay.hasBegun() && replay.next() <= oldest.number()) {
          connection.miss(matches(oldest, connection, replay));
          replay.goOnAt(oldest.number() + 1);
        }
      }
    }
  }

  private long matches(Ring.Entry entry, LiveConnection connection, Replay replay) {
    AtomicLong count = new AtomicLong();
    switchboard.hand(
        entry.delivery().news(),
        (one, position) -> one == connection && replay.isNews(entry.item().shard(), position),
        (one, message) -> count.incrementAndGet());
    return count.get();
  }

  void goOn(Collection<LiveConnection> connections, Instant now) {
    List<LiveConnection> waiting = new ArrayList<>();
    for (LiveConnection connection : connections) {
      Replay replay = connection.replay;
      if (replay != null && replay.isDue(now) && !connection.topics.isEmpty()) {
        begin(connection, replay, now);
      }
      if (replay != null && replay.hasBegun()) {
        waiting.add(connection);
      }
    }
    if (!waiting.isEmpty()) {
      tell(waiting);
    }
  }

  private void begin(LiveConnection connection, Replay replay, Instant now) {
    if (hasGap(replay.from(), now)) {
      LiveRefusal gap = LiveRefusal.gone(GAP.formatted(replay.from().time()));
      connection.answer(LiveMessages.error(null, gap));
    }
    replay.goOnAt(ring.start());
  }

  /// A shard of which the token knows nothing is younger than the token, and wholly here. One of
  /// which the ring knows nothing was not held by anybody for as long as beats live.
  private boolean hasGap(ResumePoint point, Instant now) {
    for (String shard : ring.shards()) {
      if (!ring.reachesBackTo(shard, point.positions().getOrDefault(shard, "")).orElse(true)) {
        return true;
      }
    }
    Duration age = Duration.between(point.time(), now);
    return age.compareTo(ShardBeat.LIFE) > 0
        && point.positions().keySet().stream()
            .anyMatch(shard -> ring.reachesBackTo(shard, "").isEmpty());
  }

  private void tell(List<LiveConnection> waiting) {
    long from = waiting.stream().mapToLong(Replays::next).min().orElseThrow();
    Iterator<Ring.Entry> entries = ring.from(from);
    for (int i = 0; i < ENTRIES_AT_ONCE && entries.hasNext(); i++) {
      Ring.Entry entry = entries.next();
      Set<LiveConnection> ready =
          waiting.stream()
              .filter(c -> next(c) == entry.number() && c.hasRoomForThePast())
              .collect(Collectors.toSet());
      if (!ready.isEmpty()) {
        tell(entry, ready);
      }
    }
    waiting.stream().filter(c -> next(c) >= ring.end()).forEach(c -> c.replay = null);
  }

  private void tell(Ring.Entry entry, Set<LiveConnection> ready) {
    String shard = entry.item().shard();
    switchboard.hand(
        entry.delivery().news(),
        (one, position) -> ready.contains(one) && replayOf(one).isNews(shard, position),
        LiveConnection::offer);
    ready.forEach(one -> replayOf(one).goOnAt(entry.number() + 1));
  }

  private static long next(LiveConnection connection) {
    return replayOf(connection).next();
  }

  private static Replay replayOf(LiveConnection connection) {
    Replay replay = connection.replay;
    if (replay == null) {
      throw new IllegalStateException("a connection that is live has nothing of the past to come");
    }
    return replay;
  }
}
