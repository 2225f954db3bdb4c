package dev.sluice.query.live;

import static dev.sluice.query.live.Feeds.SHARD;
import static dev.sluice.query.live.Feeds.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.query.live.LiveWorld.Client;
import org.junit.jupiter.api.Test;

/// What time brings, and what ends a connection.
class HubTimeTest {
  private final LiveWorld world = LiveWorld.withShard();

  @Test
  void heartbeatsComeEveryFiveSecondsAndProgressOnlyAfterNews() {
    Client client =
        world.client().says("{'op':'subscribe','id':'s','to':'device','device_id':'d1'}");
    world.pass(1_000);
    assertThat(client.outlet.of("progress")).isEmpty();
    world.happens(item(SHARD, Feeds.NOW, 1));
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
    assertThat(client.outlet.eventIds()).containsExactly(Feeds.event(1));
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
