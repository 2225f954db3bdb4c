package dev.sluice.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.dynamodb.FeedItem;
import dev.sluice.http.access.Access;
import dev.sluice.http.access.Scope;
import dev.sluice.query.read.InMemoryStore;
import dev.sluice.query.read.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/// A replica over a feed that may be shared with others, moved by hand.
final class LiveWorld {
  static final Access ANYBODY = new Access("anybody", Set.of(Scope.values()), "");

  final SettableClock clock;
  final InMemoryFeedStore store;
  final PlainBodies bodies = new PlainBodies();
  final Hub hub;
  final FeedReader reader;
  final InMemoryStore windows;
  private final WindowFill fill;

  LiveWorld() {
    this(new InMemoryFeedStore(), new SettableClock(Feeds.NOW), LiveLimits.DEFAULT, 1 << 20);
  }

  LiveWorld(InMemoryFeedStore store, SettableClock clock, LiveLimits limits, long ringBytes) {
    this.store = store;
    this.clock = clock;
    this.hub = new Hub(limits, ringBytes, bodies, new PlainTokens(), clock);
    this.windows = new InMemoryStore(clock);
    this.fill = new WindowFill(hub, windows);
    this.reader =
        new FeedReader(
            store, hub, FeedPace.DEFAULT, Executors.newVirtualThreadPerTaskExecutor(), clock);
  }

  /// One that has begun to read [Feeds#SHARD].
  static LiveWorld withShard() {
    LiveWorld world = new LiveWorld();
    world.store.put(Feeds.beat(Feeds.SHARD, Feeds.NOW));
    world.round();
    return world;
  }

  /// Is published, and read by the replica.
  void happens(FeedItem item) {
    store.put(item);
    assertThat(round()).isTrue();
  }

  /// A client of this replica that takes whatever it gets.
  final class Client {
    final RecordingOutlet outlet = new RecordingOutlet();
    final LiveConnection connection;

    Client(Access access, Instant until) {
      connection = hub.connect(access, until, outlet);
    }

    Client says(String json) {
      hub.receive(connection, json.replace('\'', '"'));
      return this;
    }

    /// What it was told last that it did wrong.
    Map<String, String> problem() {
      Map<String, String> members = new TreeMap<>();
      JsonNode problem = outlet.of("error").getLast().get("problem");
      problem.properties().forEach(m -> members.put(m.getKey(), m.getValue().asText()));
      return members;
    }

    Client takesAll() {
      connection.grant(Long.MAX_VALUE);
      return this;
    }
  }

  Client client() {
    return new Client(ANYBODY, Instant.MAX).takesAll();
  }

  Client client(Access access) {
    return new Client(access, Instant.MAX).takesAll();
  }

  /// One that takes nothing yet.
  Client slowClient() {
    return new Client(ANYBODY, Instant.MAX);
  }

  boolean round() {
    try {
      boolean whole = reader.round();
      fill.round();
      return whole;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void pass(long millis) {
    clock.advance(Duration.ofMillis(millis));
    hub.tick();
  }
}
