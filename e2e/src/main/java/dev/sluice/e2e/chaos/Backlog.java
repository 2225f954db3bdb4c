package dev.sluice.e2e.chaos;

import dev.sluice.e2e.aws.Leases;
import dev.sluice.e2e.guarantee.CheckpointSample;
import dev.sluice.e2e.guarantee.Place;
import dev.sluice.simulator.Acknowledgement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/// What the stream has taken and no checkpoint covers yet, and for how long: the lag as a sender
/// sees it, whoever works on a shard, and if nobody does. Thread-safe.
final class Backlog {
  private static final NavigableMap<Place, Instant> NONE = Collections.emptyNavigableMap();

  private final Clock clock;
  private final Map<String, NavigableMap<Place, Instant>> pending = new ConcurrentHashMap<>();
  private final Set<String> leased = new HashSet<>();

  Backlog(Clock clock) {
    this.clock = clock;
  }

  void accepted(Acknowledgement at) {
    pending
        .computeIfAbsent(at.shardId(), shard -> new ConcurrentSkipListMap<>())
        .put(Place.ofRecord(at.shardId(), at.sequenceNumber()), clock.instant());
  }

  /// @param leases all there are: one that was there before and is gone was of a shard that ended
  synchronized void checkpointed(Collection<Leases.Held> leases) {
    for (Leases.Held lease : leases) {
      CheckpointSample checkpoint =
          new CheckpointSample(
              Instant.EPOCH, lease.shardId(), lease.checkpoint(), lease.subSequence());
      NavigableMap<Place, Instant> left = pending.getOrDefault(lease.shardId(), NONE);
      while (!left.isEmpty() && checkpoint.covers(left.firstKey())) {
        left.pollFirstEntry();
      }
    }
    Set<String> present = leases.stream().map(Leases.Held::shardId).collect(Collectors.toSet());
    leased.stream().filter(shard -> !present.contains(shard)).forEach(pending::remove);
    leased.addAll(present);
  }

  boolean isEmpty() {
    return pending.values().stream().allMatch(Map::isEmpty);
  }

  /// The age of the oldest; zero when there is none.
  Duration age() {
    Instant now = clock.instant();
    List<Duration> ages =
        pending.values().stream()
            .map(NavigableMap::firstEntry)
            .filter(Objects::nonNull)
            .map(oldest -> Duration.between(oldest.getValue(), now))
            .toList();
    return ages.stream().max(Duration::compareTo).orElse(Duration.ZERO);
  }
}
