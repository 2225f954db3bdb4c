package dev.sluice.query.live;

import static dev.sluice.query.live.Feeds.SHARD;
import static dev.sluice.query.live.Feeds.alert;
import static dev.sluice.query.live.Feeds.id;
import static dev.sluice.query.live.Feeds.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.dynamodb.FeedItem;
import dev.sluice.feed.FeedBatch;
import dev.sluice.feed.FeedCounts;
import dev.sluice.http.access.Access;
import dev.sluice.http.access.Scope;
import dev.sluice.query.live.LiveWorld.Client;
import dev.sluice.query.read.SettableClock;
import dev.sluice.query.read.WindowRepositoryContract;
import dev.sluice.window.WindowField;
import dev.sluice.window.WindowLength;
import dev.sluice.window.WindowTotals;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HubTest {
  private final LiveWorld world = new LiveWorld();

  @BeforeEach
  void begin() {
    world.store.put(Feeds.beat(SHARD, Feeds.NOW));
    world.round();
  }

  private void happens(FeedItem item) {
    world.store.put(item);
    assertThat(world.round()).isTrue();
  }

  private static String event(int number) {
    return id(SHARD, number).toString();
  }

  @Test
  void eventReachesThoseWhoSubscribedToItsDeviceOrType() {
    Client ofDevice =
        world.client().says("{'op':'subscribe','id':'s','to':'device','device_id':'d1'}");
    Client ofType =
        world.client().says("{'op':'subscribe','id':'s','to':'type','event_type':'t0'}");
    Client ofNothing = world.client();

    happens(item(SHARD, Feeds.NOW, 1, 2, 3, 4));

    assertThat(ofDevice.outlet.eventIds()).containsExactly(event(1), event(4));
    assertThat(ofType.outlet.eventIds()).containsExactly(event(2), event(4));
    assertThat(ofNothing.outlet.all()).isEmpty();
    assertThat(ofDevice.outlet.of("ack"))
        .singleElement()
        .hasToString("{\"kind\":\"ack\",\"op\":\"subscribe\",\"id\":\"s\"}");
  }

  @Test
  void eventOfSeveralSubscriptionsComesOnceWithAllTheirIds() {
    Client client =
        world
            .client()
            .says("{'op':'subscribe','id':'mine','to':'device','device_id':'d1'}")
            .says("{'op':'subscribe','id':'all','to':'type','event_type':'t1'}");
    happens(item(SHARD, Feeds.NOW, 1));
    assertThat(client.outlet.of("event"))
        .singleElement()
        .satisfies(m -> assertThat(m.get("ids")).hasToString("[\"mine\",\"all\"]"));
  }

  @Test
  void eventIsWrittenOnceHoweverManyGetItAndNotAtAllForNobody() {
    IntStream.range(0, 50)
        .forEach(i ->
            world
                .client()
                .says("{'op':'subscribe','id':'s" + i + "','to':'device','device_id':'d1'}"));
    happens(item(SHARD, Feeds.NOW, 1, 2, 3));
    assertThat(world.bodies.written).isEqualTo(1);
  }

  @Test
  void unsubscribedIsNotToldAnyMore() {
    Client client =
        world
            .client()
            .says("{'op':'subscribe','id':'s','to':'device','device_id':'d1'}")
            .says("{'op':'unsubscribe','id':'s'}");
    happens(item(SHARD, Feeds.NOW, 1));
    assertThat(client.outlet.of("event")).isEmpty();
    client.says("{'op':'unsubscribe','id':'s'}");
    assertThat(problem(client)).containsEntry("parameter", "id");
  }

  @Test
  void batchesThatOverlapAfterAReplayAreToldOnce() {
    Client client =
        world.client().says("{'op':'subscribe','id':'s','to':'type','event_type':'t1'}");
    happens(item(SHARD, Feeds.NOW, 1, 2, 3));
    happens(item(SHARD, Feeds.NOW, 2, 3, 4, 5));
    happens(item(SHARD, Feeds.NOW, 1, 2, 3));
    assertThat(client.outlet.eventIds()).containsExactly(event(1), event(3), event(5));
  }

  @Test
  void alertsAreFilteredByDeviceAndRule() {
    Client all = world.client().says("{'op':'subscribe','id':'s','to':'alerts'}");
    Client some =
        world
            .client()
            .says("{'op':'subscribe','id':'s','to':'alerts','device_id':'d1','rule':'hot'}");
    happens(
        item(
            SHARD,
            3,
            Feeds.alerts(alert(1, "hot", "d1"), alert(2, "cold", "d1"), alert(3, "hot", "d2"))));
    assertThat(all.outlet.of("alert")).hasSize(3);
    assertThat(some.outlet.of("alert")).hasSize(1);
  }

  @Test
  void whoMaySeeOnlySomeDevicesIsToldOfNoOther() {
    Access some = new Access("some", Set.of(Scope.TELEMETRY_READ, Scope.ALERTS_READ), "d1");
    Client client =
        world
            .client(some)
            .says("{'op':'subscribe','id':'t','to':'type','event_type':'t1'}")
            .says("{'op':'subscribe','id':'a','to':'alerts'}");
    happens(item(SHARD, Feeds.NOW, 1, 3, 5));
    happens(item(SHARD, 7, Feeds.alerts(alert(6, "hot", "d1"), alert(7, "hot", "d2"))));
    assertThat(client.outlet.eventIds()).containsExactly(event(1));
    assertThat(client.outlet.of("alert")).hasSize(1);

    for (String refused :
        List.of(
            "{'op':'subscribe','id':'x','to':'device','device_id':'d2'}",
            "{'op':'subscribe','id':'x','to':'alerts','device_id':'d2'}",
            "{'op':'subscribe','id':'x','to':'windows'}",
            "{'op':'subscribe','id':'x','to':'pipeline'}")) {
      client.says(refused);
      assertThat(problem(client)).as(refused).containsEntry("status", "403");
    }
  }

  @Test
  void scopesDecideWhatMayBeSubscribedTo() {
    Client alertsOnly = world.client(new Access("a", Set.of(Scope.ALERTS_READ), ""));
    alertsOnly.says("{'op':'subscribe','id':'s','to':'device','device_id':'d1'}");
    assertThat(problem(alertsOnly))
        .containsEntry("status", "403")
        .containsEntry("detail", "this takes the scope telemetry:read");
    Client telemetryOnly = world.client(new Access("t", Set.of(Scope.TELEMETRY_READ), ""));
    telemetryOnly.says("{'op':'subscribe','id':'s','to':'alerts'}");
    assertThat(problem(telemetryOnly)).containsEntry("status", "403");
  }

  @Test
  void whatIsWrongIsAnsweredAndTheConnectionGoesOn() {
    Client client = world.client().says("{'op':'subscribe','id':'s','to':'nothing'}");
    assertThat(client.outlet.of("error"))
        .singleElement()
        .satisfies(m -> assertThat(m.get("id").textValue()).isEqualTo("s"));
    assertThat(problem(client))
        .containsEntry("parameter", "to")
        .containsEntry("detail", "to \"nothing\" is not device, type, alerts, windows or pipeline");
    client.says("{'op':'subscribe','id':'s','to':'pipeline'}");
    assertThat(client.outlet.of("ack")).hasSize(1);
    client.says("{'op':'subscribe','id':'s','to':'pipeline'}");
    assertThat(problem(client)).containsEntry("detail", "there is a subscription \"s\" already");
  }

  private static Map<String, String> problem(Client client) {
    Map<String, String> members = new TreeMap<>();
    JsonNode problem = client.outlet.of("error").getLast().get("problem");
    problem.properties().forEach(m -> members.put(m.getKey(), m.getValue().asText()));
    return members;
  }

  @Test
  void subscriptionsAndConnectionsAreBounded() {
    Client client = world.client();
    for (int i = 0; i < LiveLimits.DEFAULT.subscriptions(); i++) {
      client.says("{'op':'subscribe','id':'s" + i + "','to':'pipeline'}");
    }
    assertThat(client.outlet.of("error")).isEmpty();
    client.says("{'op':'subscribe','id':'more','to':'pipeline'}");
    assertThat(problem(client)).containsEntry("status", "429");

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
      sent.add(event(number));
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
    assertThat(slow.outlet.eventIds()).endsWith(event(1_003)).doesNotHaveDuplicates();
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

  @Test
  void heartbeatsComeEveryFiveSecondsAndProgressOnlyAfterNews() {
    Client client =
        world.client().says("{'op':'subscribe','id':'s','to':'device','device_id':'d1'}");
    world.pass(1_000);
    assertThat(client.outlet.of("progress")).isEmpty();
    happens(item(SHARD, Feeds.NOW, 1));
    world.pass(1_000);
    world.pass(100);
    assertThat(client.outlet.of("progress")).hasSize(1);
    world.pass(3_000);
    assertThat(client.outlet.of("heartbeat"))
        .singleElement()
        .satisfies(
            m -> assertThat(m.get("time").textValue()).isEqualTo("2026-03-05T12:00:05.100Z"));
    assertThat(client.outlet.pings).isEqualTo(1);
  }

  @Test
  void pipelineIsToldOnceASecondWithEverythingSince() {
    Client client = world.client().says("{'op':'subscribe','id':'p','to':'pipeline'}");
    FeedCounts counts = new FeedCounts(7, 3, 1, 1, new TreeMap<>(Map.of("not_json", 2L)));
    FeedBatch batch = new FeedBatch(List.of(), counts, Duration.ZERO, List.of(), List.of());
    happens(item(SHARD, 1, batch));
    happens(item(SHARD, 2, batch));
    world.pass(1_000);
    world.pass(1_000);
    assertThat(client.outlet.of("pipeline").getFirst().get("pipeline"))
        .hasToString(
            "{\"interval_ms\":1000,\"received\":14,\"stored\":6,\"duplicate\":2,\"rejected\":4,"
                + "\"erased\":2,\"rejected_reasons\":{\"not_json\":4},"
                + "\"shards\":[{\"shard\":\"shardId-000000000000\",\"lag_ms\":40}]}");
    assertThat(client.outlet.of("pipeline").getLast().at("/pipeline/received").asInt()).isZero();
  }

  @Test
  void windowIsTheSumOfWhatEachShardSaidLastAndOfWhatEndedShardsLeft() {
    world.windows.putWindow(
        WindowRepositoryContract.window(
            WindowLength.MINUTE, Feeds.NOW, "1/ended", new WindowField("t", "/payload/x"), "100"));
    String other = Feeds.shard(1);
    world.store.put(Feeds.beat(other, Feeds.NOW));
    world.pass(1_000);
    world.round();
    Client client = world.client().says("{'op':'subscribe','id':'w','to':'windows','window':'1m'}");
    happens(item(SHARD, 1, window("2")));
    happens(item(SHARD, 2, window("2", "3")));
    happens(FeedItem.of(other, Feeds.position(other, 1), window("10"), Feeds.NOW));
    assertThat(client.outlet.of("window")).isEmpty();
    world.pass(1_000);
    assertThat(client.outlet.of("window"))
        .singleElement()
        .satisfies(m -> assertThat(m.get("window")).hasToString("{\"count\":4,\"sum\":115}"));
  }

  private static FeedBatch window(String... numbers) {
    WindowTotals sum =
        List.of(numbers).stream()
            .map(n ->
                WindowTotals.of(
                    "t", "/payload/x", WindowLength.MINUTE, Feeds.NOW, new BigDecimal(n)))
            .reduce(WindowTotals::plus)
            .orElseThrow();
    return new FeedBatch(List.of(), FeedCounts.NONE, Duration.ZERO, List.of(), List.of(sum));
  }

  @Test
  void connectionDoesNotOutliveItsToken() {
    Client client = world.new Client(LiveWorld.ANYBODY, Feeds.NOW.plusSeconds(2)).takesAll();
    world.pass(1_900);
    assertThat(client.outlet.closed).isNull();
    world.pass(100);
    assertThat(client.outlet.closed).isEqualTo("1008 the token has expired");
    assertThat(world.hub.connections()).isZero();
  }

  @Test
  void whoStopsShowingSignsOfLifeIsSentAway() {
    Client silent = world.client();
    Client alive = world.client();
    world.hub.sign(silent.connection);
    for (int second = 0; second < 70; second++) {
      world.hub.sign(alive.connection);
      world.pass(1_000);
    }
    assertThat(silent.outlet.closed).startsWith("1008 no sign of life");
    assertThat(alive.outlet.closed).isNull();
  }

  @Test
  void whoTakesNothingOfWhatWaitsIsSentAway() {
    Client stuck = world.slowClient().says("{'op':'subscribe','id':'s','to':'pipeline'}");
    stuck.connection.expectNoSigns();
    Client idle = world.slowClient();
    idle.connection.expectNoSigns();
    idle.takesAll();
    for (int second = 0; second < 70; second++) {
      world.pass(1_000);
    }
    assertThat(stuck.outlet.closed).startsWith("1008 no sign of life");
    assertThat(idle.outlet.closed).isNull();
  }

  @Test
  void storeThatIsAwayIsToldAndNothingIsLost() {
    Client client =
        world.client().says("{'op':'subscribe','id':'s','to':'device','device_id':'d1'}");
    world.store.away = true;
    world.store.put(item(SHARD, Feeds.NOW, 1));
    assertThat(world.round()).isFalse();
    world.pass(5_000);
    assertThat(client.outlet.of("heartbeat").getLast().get("degraded").asBoolean()).isTrue();

    world.store.away = false;
    assertThat(world.round()).isTrue();
    assertThat(client.outlet.eventIds()).containsExactly(event(1));
    world.pass(5_000);
    assertThat(client.outlet.of("heartbeat").getLast().has("degraded")).isFalse();
  }

  @Test
  void stoppedReplicaSendsItsClientsElsewhere() {
    Client client = world.client();
    world.hub.close();
    assertThat(client.outlet.closed).isEqualTo("1001 the replica stops; connect again");
  }
}
