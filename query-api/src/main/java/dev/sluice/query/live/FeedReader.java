package dev.sluice.query.live;

import dev.sluice.dynamodb.FeedItem;
import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.feed.FeedBatch;
import dev.sluice.feed.FeedCounts;
import dev.sluice.feed.FeedFormatException;
import dev.sluice.query.read.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the feed for one replica: one call per shard and round, however many clients there are.
///
/// What a shard told comes in the order of the shard. A shard that turns up later is begun when all
/// others were read to their ends after it turned up: so what its parents told comes first, and the
/// events of a device stay in order across a split. A store that is away moves no position. One
/// thread.
public final class FeedReader {
  private static final Logger LOG = LoggerFactory.getLogger(FeedReader.class);

  /// Of one shard, compressed.
  private static final long MAX_PAST_BYTES = 16 << 20;

  private final FeedStore store;
  private final Hub hub;
  private final FeedPace pace;
  private final ExecutorService calls;
  private final Clock clock;
  private final Instant opened;
  private final SortedMap<String, ShardCursor> shards = new TreeMap<>();
  private Instant nextBeats = Instant.MIN;
  private boolean started;

  /// @param calls runs the calls of a round side by side
  public FeedReader(FeedStore store, Hub hub, FeedPace pace, ExecutorService calls, Clock clock) {
    this.store = store;
    this.hub = hub;
    this.pace = pace;
    this.calls = calls;
    this.clock = clock;
    this.opened = clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /// One round.
  ///
  /// @return false when the store could not be asked for all
  public boolean round() throws InterruptedException {
    boolean whole;
    try {
      Instant now = clock.instant();
      if (!now.isBefore(nextBeats)) {
        hear(now);
        nextBeats = now.plus(pace.beats());
      }
      whole = readShards();
      begin(now);
      started = true;
    } catch (StoreUnavailableException e) {
      LOG.debug("the feed cannot be read", e);
      whole = false;
    }
    hub.degraded(!whole);
    return whole;
  }

  private void hear(Instant now) {
    List<ShardBeat> live =
        store.beats().stream()
            .filter(beat -> beat.time().plus(ShardBeat.LIFE).isAfter(now))
            .toList();
    hub.beats(live);
    for (ShardBeat beat : live) {
      ShardCursor known = shards.get(beat.shard());
      if (known == null) {
        shards.put(beat.shard(), new ShardCursor(beat.shard(), unread(), now));
      } else {
        known.heard(now);
      }
    }
    shards
        .values()
        .removeIf(cursor -> {
          boolean gone = cursor.lastHeard().plus(FeedItem.LIFE).isBefore(now);
          if (gone) {
            hub.forget(cursor.shard());
            shards.values().forEach(other -> other.drained(cursor.shard()));
          }
          return gone;
        });
  }

  /// What may be of the parents of a shard that turns up.
  private Set<String> unread() {
    return started
        ? shards.values().stream()
            .filter(ShardCursor::isRead)
            .map(ShardCursor::shard)
            .collect(Collectors.toSet())
        : Set.of();
  }

  private record Asked(ShardCursor cursor, Future<FeedStore.Page> answer) {}

  private boolean readShards() throws InterruptedException {
    List<Asked> asked = new ArrayList<>();
    for (ShardCursor cursor : shards.values()) {
      if (cursor.hasBegun() && cursor.isRead()) {
        Callable<FeedStore.Page> call = () -> store.after(cursor.shard(), cursor.position());
        asked.add(new Asked(cursor, calls.submit(call)));
      }
    }
    boolean whole = true;
    for (Asked one : asked) {
      try {
        take(one.cursor(), one.answer().get());
      } catch (ExecutionException e) {
        LOG.debug("shard {} cannot be read", one.cursor().shard(), e);
        whole = false;
      }
    }
    return whole;
  }

  private void take(ShardCursor cursor, FeedStore.Page page) {
    page.items().forEach(item -> deliver(cursor, item, false));
    if (!page.more()) {
      shards.values().forEach(other -> other.drained(cursor.shard()));
      if (cursor.lastHeard().plus(ShardBeat.LIFE).isBefore(clock.instant())) {
        cursor.rest();
        shards.values().forEach(other -> other.drained(cursor.shard()));
      }
    }
  }

  /// Shards in the order of their names: a parent's goes before its children's.
  private void begin(Instant now) {
    for (ShardCursor cursor : shards.values()) {
      if (cursor.mayBegin()) {
        begin(cursor, now.minus(pace.readBack()));
      }
    }
  }

  private void begin(ShardCursor cursor, Instant since) {
    Instant expiry = since.plus(FeedItem.LIFE);
    List<FeedItem> newestFirst = new ArrayList<>();
    String before = null;
    String completeAfter = "";
    long bytes = 0;
    for (boolean more = true; more; ) {
      FeedStore.Page page = store.before(cursor.shard(), before);
      more = page.more();
      for (FeedItem item : page.items()) {
        bytes += item.bodyBytes();
        if (item.expiresAt().isBefore(expiry) || bytes > MAX_PAST_BYTES) {
          completeAfter = item.position();
          more = false;
          break;
        }
        newestFirst.add(item);
        before = item.position();
      }
    }
    hub.begin(cursor.shard(), completeAfter);
    cursor.moveTo(completeAfter);
    newestFirst
        .reversed()
        .forEach(item -> deliver(cursor, item, !started && item.published().isBefore(opened)));
  }

  private void deliver(ShardCursor cursor, FeedItem item, boolean past) {
    hub.deliver(new Delivery(item, cursor.position(), batch(item)), past);
    cursor.moveTo(item.position());
  }

  /// What nobody can read is told to nobody, and must not keep everybody from the rest.
  private static FeedBatch batch(FeedItem item) {
    try {
      return item.batch();
    } catch (FeedFormatException e) {
      LOG.error("the feed item {} is skipped", item.position(), e);
      return new FeedBatch(List.of(), FeedCounts.NONE, Duration.ZERO, List.of(), List.of());
    }
  }
}
