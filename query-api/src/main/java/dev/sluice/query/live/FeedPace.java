package dev.sluice.query.live;

import java.time.Duration;

/// How often the feed is read.
///
/// @param items how often each shard is asked for what is new
/// @param beats how often it is asked which shards there are
/// @param readBack how much of the past a replica takes in as it starts
public record FeedPace(Duration items, Duration beats, Duration readBack) {
  public static final FeedPace DEFAULT =
      new FeedPace(Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofMinutes(2));
}
