package dev.sluice.e2e.guarantee;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Whenever the lease table says that a shard is done up to a place, everything up to there is
/// durable already: stored, dead-lettered, or a duplicate of what holds its id.
///
/// Valid, for events `1 2 3` of a shard, at these times:
/// - 12:00 stored 1, 12:01 stored 2, 12:02 checkpoint 2, 12:03 stored 3
/// - 12:00 stored 1, 12:01 claim of 2 answered: held by 1 with the same content, 12:02 checkpoint 2
/// - checkpoint `TRIM_HORIZON` at any time
///
/// Invalid:
/// - 12:00 stored 1, 12:02 checkpoint 2, 12:03 stored 2
/// - 12:00 stored 1, 12:02 checkpoint `SHARD_END`, 12:03 stored 2
/// - 12:00 stored 1, 12:02 checkpoint 1, and 1 is in no table in the end
/// - checkpoint 2, and no trace tells of 2
public record CheckpointNeverAhead() implements Promise {
  static final String NAME = "CHECKPOINT_NEVER_AHEAD";

  @Override
  public String name() {
    return NAME;
  }

  /// Each place that some sample was ahead of is told once, with the first such sample.
  @Override
  public Judgement judge(History history) {
    List<CheckpointSample> samples =
        history.checkpoints().stream()
            .filter(sample -> sample.isShardEnd() || sample.sequence().isPresent())
            .sorted(Comparator.comparing(CheckpointSample::at))
            .toList();
    if (history.traces().isEmpty()) {
      return new Judgement(NAME, 0, List.of());
    }
    Map<String, List<Place>> shards =
        history.stream().sends().keySet().stream()
            .collect(Collectors.groupingBy(Place::shardId, TreeMap::new, Collectors.toList()));
    Map<String, List<CheckpointSample>> byShard =
        samples.stream().collect(Collectors.groupingBy(CheckpointSample::shardId));
    Durability durability = new Durability(history);
    List<Breach> breaches = new ArrayList<>();
    shards.forEach((shardId, places) ->
        breaches.addAll(
            judge(places, byShard.getOrDefault(shardId, List.of()), history, durability)));
    return new Judgement(NAME, samples.size(), breaches);
  }

  private static List<Breach> judge(
      List<Place> places, List<CheckpointSample> samples, History history, Durability durability) {
    List<CheckpointSample> advances = advances(samples);
    List<Breach> breaches = new ArrayList<>();
    int next = 0;
    for (Place place : places) {
      while (next < advances.size() && !advances.get(next).covers(place)) {
        next++;
      }
      if (next < advances.size()) {
        CheckpointSample first = advances.get(next);
        Instant since = durability.since(place);
        if (since.isAfter(first.at())) {
          breaches.add(breach(history.idsAt(place), since, first));
        }
      }
    }
    return breaches;
  }

  /// The samples that say more than all before them: the first to cover a place is one of these.
  private static List<CheckpointSample> advances(List<CheckpointSample> samples) {
    List<CheckpointSample> advances = new ArrayList<>();
    for (CheckpointSample sample : samples) {
      if (advances.isEmpty() || isBeyond(sample, advances.getLast())) {
        advances.add(sample);
      }
    }
    return advances;
  }

  private static boolean isBeyond(CheckpointSample sample, CheckpointSample before) {
    return !before.isShardEnd()
        && (sample.isShardEnd()
            || sample
                .sequence()
                .map(last -> new Place(sample.shardId(), last, sample.subSequence(), 0))
                .filter(place -> !before.covers(place))
                .isPresent());
  }

  private static Breach breach(List<String> ids, Instant since, CheckpointSample sample) {
    String durable = since.equals(Instant.MAX) ? "never durable" : "durable at " + since;
    return new Breach(
        NAME,
        ids,
        "checkpoint %s at %s, %s".formatted(sample.sequenceNumber(), sample.at(), durable),
        "durable before");
  }
}
