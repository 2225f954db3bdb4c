package dev.sluice.e2e.worker;

import dev.sluice.consumer.pipeline.Feed;
import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.feed.FeedPart;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.List;

/// Meets the fault point behind the publication of a batch.
record TracedFeed(Feed feed) implements Feed {

  @Override
  public void publish(String shard, List<FeedPart> parts, ShardControl control)
      throws ShardReleased, InterruptedException {
    TracedSession session = TracedSession.of(control);
    feed.publish(shard, parts, session);
    session.meet(FaultPoint.AFTER_PUBLISH);
  }

  @Override
  public void beat(ShardBeat beat) {
    feed.beat(beat);
  }
}
