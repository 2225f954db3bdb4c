package dev.sluice.consumer.pipeline;

import dev.sluice.dynamodb.FeedItem;
import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.feed.FeedBatch;
import dev.sluice.feed.FeedParts;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardRef;
import dev.sluice.stream.ShardReleased;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Tells live readers what became of each batch, and that the shard is held. One per shard.
public final class Publication {
  /// Readers look every second.
  static final Duration BETWEEN_BEATS = Duration.ofSeconds(2);

  private final Feed feed;
  private final String shard;
  private final String worker;
  private final Clock clock;
  private Instant nextBeat = Instant.MIN;

  /// @param worker who holds the shard, for people to read
  public Publication(Feed feed, ShardRef shard, String worker, Clock clock) {
    this.feed = feed;
    this.shard = FeedItem.shardName(shard.streamCreated(), shard.shardId());
    this.worker = worker;
    this.clock = clock;
  }

  /// @param lastPosition the last that the batch speaks of
  /// @return how many items it took
  public int publish(FeedBatch batch, String lastPosition, ShardControl control)
      throws ShardReleased, InterruptedException {
    beat(batch.behindLatest());
    var parts = FeedParts.of(batch, lastPosition);
    feed.publish(shard, parts, control);
    return parts.size();
  }

  /// Unless there was a beat just now.
  public void beat(Duration behindLatest) {
    Instant now = clock.instant();
    if (!now.isBefore(nextBeat)) {
      nextBeat = now.plus(BETWEEN_BEATS);
      feed.beat(new ShardBeat(shard, worker, behindLatest, now));
    }
  }
}
