package dev.sluice.consumer.pipeline;

import dev.sluice.consumer.pipeline.Journal.Action;
import dev.sluice.dynamodb.FeedItem;
import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.feed.FeedPart;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// A feed in a map.
final class InMemoryFeed implements Feed {
  private final Map<String, FeedItem> items = new TreeMap<>();
  private final Map<String, ShardBeat> beats = new ConcurrentHashMap<>();
  private final Journal journal;

  InMemoryFeed(Journal journal) {
    this.journal = journal;
  }

  @Override
  public synchronized void publish(String shard, List<FeedPart> parts, ShardControl control)
      throws ShardReleased {
    for (FeedPart part : parts) {
      journal.does(new Action.Published(part.position()));
      items.put(shard + "#" + part.position(), FeedItem.of(shard, part, Instant.EPOCH));
    }
  }

  @Override
  public void beat(ShardBeat beat) {
    beats.put(beat.shard(), beat);
  }

  /// In the order of their positions.
  synchronized List<FeedItem> items() {
    return new ArrayList<>(items.values());
  }

  Map<String, ShardBeat> beats() {
    return beats;
  }
}
