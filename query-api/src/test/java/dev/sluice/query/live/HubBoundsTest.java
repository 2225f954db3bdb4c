package dev.sluice.query.live;

import static dev.sluice.query.live.Feeds.SHARD;
import static dev.sluice.query.live.Feeds.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.http.access.Access;
import dev.sluice.query.live.LiveWorld.Client;
import dev.sluice.query.read.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What one client, and all of them together, may take.
class HubBoundsTest {
  private final LiveWorld world = LiveWorld.withShard();

  @Test
  void subscriptionsAndConnectionsAreBounded() {
    Client client = world.client();
    for (int i = 0; i < LiveLimits.DEFAULT.subscriptions(); i++) {
      client.says("{'op':'subscribe','id':'s" + i + "','to':'pipeline'}");
    }
    assertThat(client.outlet.of("error")).isEmpty();
    client.says("{'op':'subscribe','id':'more','to':'pipeline'}");
    assertThat(client.problem()).containsEntry("status", "429");

    LiveLimits few = new LiveLimits(1, 10, 1_000, 1_000, 3, 2, Duration.ofSeconds(60));
    LiveWorld small =
        new LiveWorld(new InMemoryFeedStore(), new SettableClock(Feeds.NOW), few, 1_000);
    Client gone = small.client();
    small.client();
    assertThatThrownBy(small::client)
        .isInstanceOf(LiveRefusal.class)
        .hasMessageContaining("you have 2 live connections");
    small.client(new Access("other", Set.of(), ""));
    assertThatThrownBy(() -> small.client(new Access("third", Set.of(), "")))
        .hasMessageContaining("this replica has 3 live connections");
    small.hub.disconnect(gone.connection);
    small.client();
  }

  @Test
  void slowClientIsToldHowMuchItMissedAndItsQueueDoesNotGrow() {
    LiveLimits limits = new LiveLimits(10, 20, 100_000, 1 << 20, 10, 10, Duration.ofHours(1));
    LiveWorld small =
        new LiveWorld(new InMemoryFeedStore(), new SettableClock(Feeds.NOW), limits, 1 << 20);
    small.store.put(Feeds.beat(SHARD, Feeds.NOW));
    small.round();
    String subscribe = "{'op':'subscribe','id':'s','to':'type','event_type':'t1'}";
    Client slow = small.slowClient().says(subscribe);
    Client fast = small.client().says(subscribe);

    List<String> sent = new ArrayList<>();
    for (int number = 1; number <= 1_001; number += 2) {
      small.store.put(item(SHARD, Feeds.NOW, number));
      small.round();
      sent.add(Feeds.event(number));
      assertThat(slow.connection.queued()).isLessThanOrEqualTo(20);
    }
    assertThat(fast.outlet.eventIds()).isEqualTo(sent);
    assertThat(fast.outlet.of("missed")).isEmpty();

    slow.connection.grant(5);
    assertThat(slow.outlet.of("missed")).isEmpty();
    slow.takesAll();
    List<String> received = slow.outlet.eventIds();
    assertThat(received).isEqualTo(sent.subList(0, received.size()));
    assertThat(slow.outlet.of("missed"))
        .singleElement()
        .satisfies(
            m -> assertThat(m.get("count").asInt()).isEqualTo(sent.size() - received.size()));
    assertThat(small.hub.queuedBytes()).isZero();

    small.store.put(item(SHARD, Feeds.NOW, 1_003));
    small.round();
    assertThat(slow.outlet.eventIds()).endsWith(Feeds.event(1_003)).doesNotHaveDuplicates();
  }

  @Test
  void whatAllSlowClientsTakeTogetherIsBounded() {
    LiveLimits limits =
        new LiveLimits(10, 1_000_000, 1 << 30, 50_000, 1_000, 1_000, Duration.ofHours(1));
    LiveWorld small =
        new LiveWorld(new InMemoryFeedStore(), new SettableClock(Feeds.NOW), limits, 1 << 20);
    small.store.put(Feeds.beat(SHARD, Feeds.NOW));
    small.round();
    for (int i = 0; i < 100; i++) {
      small.slowClient().says("{'op':'subscribe','id':'s','to':'type','event_type':'t1'}");
    }
    for (int number = 1; number < 100; number += 2) {
      small.store.put(item(SHARD, Feeds.NOW, number));
      small.round();
    }
    assertThat(small.hub.queuedBytes()).isBetween(40_000L, 50_000L);
  }

  @Test
  void whoAsksAndAsksAndNeverReadsIsSentAway() {
    Client client = world.slowClient();
    for (int i = 0; i < LiveLimits.DEFAULT.queuedMessages() + 1_000; i++) {
      client.says("{'op':'unsubscribe','id':'s'}");
    }
    assertThat(client.outlet.closed).isEqualTo("1008 answers are not read");
  }
}
