package dev.sluice.consumer.pipeline;

import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.RejectReason;
import dev.sluice.model.Timestamps;
import dev.sluice.quality.Observation;
import dev.sluice.quality.Outcome;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts what a shard received, by minute and event type, each event once as [ExactCount] does.
/// One per shard.
public final class QualityCount {
  /// As many as a request replaces.
  private static final int REMEMBERED_MINUTES = 25;

  private final ExactCount<QualityMinute, Observation> minutes;
  private final Duration retention;
  private final QualityMeters meters;

  /// @param retention how long a counter is kept after its minute
  /// @param meters shared by all shards
  public QualityCount(Counters<QualityMinute> counters, Duration retention, QualityMeters meters) {
    this.minutes = new ExactCount<>(counters, REMEMBERED_MINUTES);
    this.retention = retention;
    this.meters = meters;
  }

  /// What is neither stored nor refused is a duplicate: an event whose id was erased too, since its
  /// id has come before.
  ///
  /// @param sightings in the order of the shard
  /// @return how many events were added to counters
  public int count(
      List<Sighting> sightings,
      List<StoredEvent> stored,
      List<DeadLetter> refused,
      ShardControl control)
      throws ShardReleased, InterruptedException {
    Map<String, Outcome> outcomes = HashMap.newHashMap(stored.size() + refused.size());
    stored.forEach(item -> outcomes.put(item.position(), Outcome.STORED));
    refused.forEach(letter -> outcomes.put(letter.origin().position().text(), outcome(letter)));
    Map<Instant, List<Observation>> byMinute = new TreeMap<>();
    for (Sighting seen : sightings) {
      Outcome outcome = outcomes.getOrDefault(seen.position(), Outcome.DUPLICATE);
      byMinute
          .computeIfAbsent(Timestamps.minute(seen.received()), minute -> new ArrayList<>())
          .add(new Observation(seen.position(), seen.received(), seen.findings(), outcome));
    }
    String shard = control.shard().name();
    List<ExactCount.Part<QualityMinute, Observation>> parts = new ArrayList<>(byMinute.size());
    byMinute.forEach((minute, observations) ->
        parts.add(
            new ExactCount.Part<>(QualityMinute.empty(minute, shard, retention), observations)));
    AtomicInteger added = new AtomicInteger();
    minutes.count(
        parts,
        control,
        (minute, news) -> {
          meters.counted(news);
          added.addAndGet(news.size());
        });
    return added.get();
  }

  private static Outcome outcome(DeadLetter letter) {
    return letter.rejection().reason() == RejectReason.ID_COLLISION
        ? Outcome.ID_COLLISION
        : Outcome.REJECTED;
  }
}
