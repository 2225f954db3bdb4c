package dev.sluice.query.live;

import dev.sluice.dynamodb.FeedItem;
import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.query.read.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A feed in maps, one item a page more than the real one would cut.
public final class InMemoryFeedStore implements FeedStore {
  private static final int PAGE = 2;

  private final Map<String, NavigableMap<String, FeedItem>> items = new ConcurrentHashMap<>();
  private final Map<String, ShardBeat> beats = new ConcurrentHashMap<>();
  final AtomicInteger calls = new AtomicInteger();
  volatile boolean away;

  public synchronized void put(FeedItem item) {
    items.computeIfAbsent(item.shard(), any -> new TreeMap<>()).put(item.position(), item);
  }

  public void put(ShardBeat beat) {
    beats.put(beat.shard(), beat);
  }

  private void called() {
    calls.incrementAndGet();
    if (away) {
      throw new StoreUnavailableException("away", new IllegalStateException("as the test wants"));
    }
  }

  @Override
  public List<ShardBeat> beats() {
    called();
    return List.copyOf(beats.values());
  }

  @Override
  public synchronized Page after(String shard, String position) {
    called();
    return page(of(shard).tailMap(position, false));
  }

  @Override
  public synchronized Page before(String shard, @Nullable String position) {
    called();
    NavigableMap<String, FeedItem> before =
        position == null ? of(shard) : of(shard).headMap(position, false);
    return page(before.descendingMap());
  }

  private NavigableMap<String, FeedItem> of(String shard) {
    return items.getOrDefault(shard, new TreeMap<>());
  }

  private static Page page(NavigableMap<String, FeedItem> rest) {
    List<FeedItem> all = new ArrayList<>(rest.values());
    return all.size() <= PAGE ? new Page(all, false) : new Page(all.subList(0, PAGE), true);
  }
}
