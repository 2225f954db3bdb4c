package dev.sluice.consumer.pipeline;

import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.feed.FeedPart;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.List;

/// What live readers read.
public interface Feed {

  /// Puts parts of a batch where readers find them, one after the other: whoever sees a part has
  /// seen, or can see, all before it. A part that is there already, of an earlier pass, is
  /// replaced.
  ///
  /// @param shard by [dev.sluice.dynamodb.FeedItem#shardName]
  void publish(String shard, List<FeedPart> parts, ShardControl control)
      throws ShardReleased, InterruptedException;

  /// Says that a shard is held. Returns at once and never fails; a beat may be lost.
  void beat(ShardBeat beat);
}
