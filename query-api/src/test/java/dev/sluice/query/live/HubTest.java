package dev.sluice.query.live;

import static dev.sluice.query.live.Feeds.SHARD;
import static dev.sluice.query.live.Feeds.alert;
import static dev.sluice.query.live.Feeds.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dynamodb.FeedItem;
import dev.sluice.feed.FeedBatch;
import dev.sluice.feed.FeedCounts;
import dev.sluice.http.access.Access;
import dev.sluice.http.access.Scope;
import dev.sluice.query.live.LiveWorld.Client;
import dev.sluice.query.read.WindowRepositoryContract;
import dev.sluice.window.WindowField;
import dev.sluice.window.WindowLength;
import dev.sluice.window.WindowTotals;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Who is told what.
class HubTest {
  private final LiveWorld world = LiveWorld.withShard();

  @Test
  void eventReachesThoseWhoSubscribedToItsDeviceOrType() {
    Client ofDevice =
        world.client().says("{'op':'subscribe','id':'s','to':'device','device_id':'d1'}");
    Client ofType =
        world.client().says("{'op':'subscribe','id':'s','to':'type','event_type':'t0'}");
    Client ofNothing = world.client();

    world.happens(item(SHARD, Feeds.NOW, 1, 2, 3, 4));

    assertThat(ofDevice.outlet.eventIds()).containsExactly(Feeds.event(1), Feeds.event(4));
    assertThat(ofType.outlet.eventIds()).containsExactly(Feeds.event(2), Feeds.event(4));
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
    world.happens(item(SHARD, Feeds.NOW, 1));
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
    world.happens(item(SHARD, Feeds.NOW, 1, 2, 3));
    assertThat(world.bodies.written).isEqualTo(1);
  }

  @Test
  void unsubscribedIsNotToldAnyMore() {
    Client client =
        world
            .client()
            .says("{'op':'subscribe','id':'s','to':'device','device_id':'d1'}")
            .says("{'op':'unsubscribe','id':'s'}");
    world.happens(item(SHARD, Feeds.NOW, 1));
    assertThat(client.outlet.of("event")).isEmpty();
    client.says("{'op':'unsubscribe','id':'s'}");
    assertThat(client.problem()).containsEntry("parameter", "id");
  }

  @Test
  void batchesThatOverlapAfterAReplayAreToldOnce() {
    Client client =
        world.client().says("{'op':'subscribe','id':'s','to':'type','event_type':'t1'}");
    world.happens(item(SHARD, Feeds.NOW, 1, 2, 3));
    world.happens(item(SHARD, Feeds.NOW, 2, 3, 4, 5));
    world.happens(item(SHARD, Feeds.NOW, 1, 2, 3));
    assertThat(client.outlet.eventIds())
        .containsExactly(Feeds.event(1), Feeds.event(3), Feeds.event(5));
  }

  @Test
  void alertsAreFilteredByDeviceAndRule() {
    Client all = world.client().says("{'op':'subscribe','id':'s','to':'alerts'}");
    Client some =
        world
            .client()
            .says("{'op':'subscribe','id':'s','to':'alerts','device_id':'d1','rule':'hot'}");
    world.happens(
        item(
            SHARD,
            3,
            Feeds.alerts(alert(1, "hot", "d1"), alert(2, "cold", "d1"), alert(3, "hot", "d2"))));
    assertThat(all.outlet.of("alert")).hasSize(3);
    assertThat(some.outlet.of("alert")).hasSize(1);
  }

  @Test
  void whoMaySeeOnlySomeDevicesIsToldOfNoOther() {
    Access some = new Access("some", EnumSet.allOf(Scope.class), "d1");
    Client client =
        world
            .client(some)
            .says("{'op':'subscribe','id':'t','to':'type','event_type':'t1'}")
            .says("{'op':'subscribe','id':'a','to':'alerts'}");
    world.happens(item(SHARD, Feeds.NOW, 1, 3, 5));
    world.happens(item(SHARD, 7, Feeds.alerts(alert(6, "hot", "d1"), alert(7, "hot", "d2"))));
    assertThat(client.outlet.eventIds()).containsExactly(Feeds.event(1));
    assertThat(client.outlet.of("alert")).hasSize(1);

    for (String refused :
        List.of(
            "{'op':'subscribe','id':'x','to':'device','device_id':'d2'}",
            "{'op':'subscribe','id':'x','to':'alerts','device_id':'d2'}",
            "{'op':'subscribe','id':'x','to':'windows'}",
            "{'op':'subscribe','id':'x','to':'pipeline'}")) {
      client.says(refused);
      assertThat(client.problem()).as(refused).containsEntry("status", "403");
    }
  }

  @Test
  void scopesDecideWhatMayBeSubscribedTo() {
    Client alertsOnly = world.client(new Access("a", Set.of(Scope.ALERTS_READ), ""));
    alertsOnly.says("{'op':'subscribe','id':'s','to':'device','device_id':'d1'}");
    assertThat(alertsOnly.problem())
        .containsEntry("status", "403")
        .containsEntry("detail", "this takes the scope telemetry:read");
    Client telemetryOnly = world.client(new Access("t", Set.of(Scope.TELEMETRY_READ), ""));
    telemetryOnly.says("{'op':'subscribe','id':'s','to':'alerts'}");
    assertThat(telemetryOnly.problem()).containsEntry("status", "403");
    telemetryOnly.says("{'op':'subscribe','id':'s','to':'pipeline'}");
    assertThat(telemetryOnly.problem()).containsEntry("detail", "this takes the scope admin");
  }

  @Test
  void whatIsWrongIsAnsweredAndTheConnectionGoesOn() {
    Client client = world.client().says("{'op':'subscribe','id':'s','to':'nothing'}");
    assertThat(client.outlet.of("error"))
        .singleElement()
        .satisfies(m -> assertThat(m.get("id").textValue()).isEqualTo("s"));
    assertThat(client.problem())
        .containsEntry("parameter", "to")
        .containsEntry("detail", "to \"nothing\" is not device, type, alerts, windows or pipeline");
    client.says("{'op':'subscribe','id':'s','to':'pipeline'}");
    assertThat(client.outlet.of("ack")).hasSize(1);
    client.says("{'op':'subscribe','id':'s','to':'pipeline'}");
    assertThat(client.problem()).containsEntry("detail", "there is a subscription \"s\" already");
  }

  @Test
  void pipelineIsToldOnceASecondWithEverythingSince() {
    Client client = world.client().says("{'op':'subscribe','id':'p','to':'pipeline'}");
    FeedCounts counts = new FeedCounts(7, 3, 1, 1, new TreeMap<>(Map.of("not_json", 2L)));
    FeedBatch batch = new FeedBatch(List.of(), counts, Duration.ZERO, List.of(), List.of());
    world.happens(item(SHARD, 1, batch));
    world.happens(item(SHARD, 2, batch));
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
    world.happens(item(SHARD, 1, window("2")));
    world.happens(item(SHARD, 2, window("2", "3")));
    world.happens(FeedItem.of(other, Feeds.position(other, 1), window("10"), Feeds.NOW));
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
}
