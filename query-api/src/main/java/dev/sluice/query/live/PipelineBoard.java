package dev.sluice.query.live;

import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.feed.FeedBatch;
import dev.sluice.feed.FeedCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the pipeline did since somebody looked, and how far behind each shard is. Not safe for many
/// threads.
final class PipelineBoard {
  private final SortedMap<String, ShardBeat> shards = new TreeMap<>();
  private FeedCounts counts = FeedCounts.NONE;
  private Instant since;

  PipelineBoard(Instant since) {
    this.since = since;
  }

  void count(FeedBatch batch) {
    counts = counts.plus(batch.counts());
  }

  void beats(Collection<ShardBeat> beats) {
    shards.clear();
    beats.forEach(beat -> shards.put(beat.shard(), beat));
  }

  List<ShardBeat> shards() {
    return List.copyOf(shards.values());
  }

  /// The body of a message, and a new beginning.
  String take(Instant now) {
    String body = LiveMessages.pipeline(Duration.between(since, now), counts, shards.values(), now);
    counts = FeedCounts.NONE;
    since = now;
    return body;
  }
}
