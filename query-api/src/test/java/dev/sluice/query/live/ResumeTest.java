package dev.sluice.query.live;

import static dev.sluice.query.live.Feeds.SHARD;
import static dev.sluice.query.live.Feeds.id;
import static dev.sluice.query.live.Feeds.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.query.live.LiveWorld.Client;
import dev.sluice.query.read.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {
  private static final String ALL_OF_T1 =
      "{'op':'subscribe','id':'s','to':'type','event_type':'t1'}";

  private final SettableClock clock = new SettableClock(Feeds.NOW);
  private final InMemoryFeedStore store = new InMemoryFeedStore();

  private LiveWorld replica(long ringBytes) {
    LiveWorld replica = new LiveWorld(store, clock, LiveLimits.DEFAULT, ringBytes);
    store.put(Feeds.beat(SHARD, clock.instant()));
    replica.round();
    return replica;
  }

  private void pass(LiveWorld replica, long millis) {
    store.put(Feeds.beat(SHARD, clock.instant()));
    for (long passed = 0; passed < millis; passed += 100) {
      replica.pass(100);
    }
    replica.round();
  }

  private static String resume(String token) {
    return "{'op':'resume','token':'" + token + "'}";
  }

  @Test
  void whoComesBackIsToldWhatHappenedMeanwhileOnce() {
    LiveWorld first = replica(1 << 20);
    LiveWorld other = replica(1 << 20);
    Client client = first.client().says(ALL_OF_T1);
    store.put(item(SHARD, clock.instant(), 1));
    first.round();
    pass(first, 1_000);
    String token = client.outlet.lastToken().orElseThrow();
    first.hub.disconnect(client.connection);

    store.put(item(SHARD, clock.instant(), 3));
    other.round();
    Client again =
        other
            .client()
            .says(resume(token))
            .says("{'op':'subscribe','id':'mine','to':'device','device_id':'d2'}")
            .says(ALL_OF_T1);
    store.put(item(SHARD, clock.instant(), 5));
    other.round();
    assertThat(again.outlet.eventIds()).as("before it has settled").isEmpty();
    pass(other, 600);
    store.put(item(SHARD, clock.instant(), 7));
    other.round();
    assertThat(again.outlet.eventIds())
        .containsExactly(id(SHARD, 3).toString(), id(SHARD, 5).toString(), id(SHARD, 7).toString());
    assertThat(again.outlet.of("event").get(1).get("ids")).hasToString("[\"mine\",\"s\"]");
    assertThat(again.outlet.of("ack"))
        .allSatisfy(ack -> assertThat(ack.get("resumed").asBoolean()).isTrue());
  }

  @Test
  void subscriptionThatComesTooLateForThePastIsToldSo() {
    LiveWorld replica = replica(1 << 20);
    Client client = replica.client().says(ALL_OF_T1);
    pass(replica, 5_000);
    Client again =
        replica.client().says(resume(client.outlet.lastToken().orElseThrow())).says(ALL_OF_T1);
    pass(replica, 700);
    again.says("{'op':'subscribe','id':'late','to':'device','device_id':'d2'}");
    assertThat(again.outlet.of("ack").getLast().has("resumed")).isFalse();
  }

  @Test
  void resumptionHasToComeFirstAndOnceAndWithATokenOfOurs() {
    LiveWorld replica = replica(1 << 20);
    Client subscribed = replica.client().says(ALL_OF_T1).says(resume("AAAA"));
    assertThat(detail(subscribed)).startsWith("resume has to come first");
    Client forged = replica.client().says(resume("AAAA"));
    assertThat(detail(forged))
        .isEqualTo("token \"AAAA\" is not a resume token of this installation");
    forged.says(ALL_OF_T1);
    store.put(item(SHARD, clock.instant(), 1));
    replica.round();
    assertThat(forged.outlet.eventIds()).hasSize(1);
  }

  private static String detail(Client client) {
    return client.outlet.of("error").getLast().at("/problem/detail").textValue();
  }

  @Test
  void whoWasAwayForTooLongIsToldThatSomethingIsMissing() {
    LiveWorld replica = replica(1_000);
    Client client = replica.client().says(ALL_OF_T1);
    pass(replica, 5_000);
    String token = client.outlet.lastToken().orElseThrow();
    for (int number = 1; number < 100; number += 2) {
      store.put(item(SHARD, clock.instant(), number));
    }
    for (int round = 0; round < 30; round++) {
      replica.round();
    }
    Client again = replica.client().says(resume(token)).says(ALL_OF_T1);
    pass(replica, 700);
    assertThat(again.outlet.of("error").getLast().at("/problem/status").asInt()).isEqualTo(410);
    assertThat(again.outlet.eventIds()).isNotEmpty().endsWith(id(SHARD, 99).toString());
  }

  @Test
  void tokenSaysHowFarAClientHasComeInLittleSpace() {
    TreeMap<String, String> positions = new TreeMap<>();
    positions.put(SHARD, Feeds.position(SHARD, 4711));
    positions.put(Feeds.shard(1), "");
    positions.put(Feeds.shard(2), Feeds.position(Feeds.shard(2), 1) + "/~000001767225600000");
    ResumePoint point = new ResumePoint(Feeds.NOW, positions);
    assertThat(ResumePoint.parse(point.text())).contains(point);
    assertThat(ResumePoint.parse("")).isEmpty();
    assertThat(ResumePoint.parse("1\nx")).isEmpty();
    assertThat(ResumePoint.parse("1\nx zz.1")).isEmpty();
  }

  /// Replicas that start and stop, consumers that publish again in other cuts, clients that go and
  /// come back anywhere: each event comes at least once, in the order of its device, and within one
  /// connection once.
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 20_261_121})
  void nothingIsLostAcrossAnyResumption(long seed) {
    Random random = new Random(seed);
    List<LiveWorld> replicas = new ArrayList<>(List.of(replica(1 << 20), replica(1 << 20)));
    LiveWorld at = replicas.getFirst();
    Client client = at.client().says(ALL_OF_T1);
    List<List<String>> received = new ArrayList<>();
    Map<String, Integer> published = new HashMap<>();
    List<String> expected = new ArrayList<>();
    String token = null;
    int shards = 1;
    for (int step = 0; step < 300; step++) {
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> publish(random, shards, published, expected);
        case 3 -> {
          token = client.outlet.lastToken().orElse(token);
          if (token != null) {
            received.add(client.outlet.eventIds());
            at.hub.disconnect(client.connection);
            at = replicas.get(random.nextInt(replicas.size()));
            client = at.client().says(resume(token)).says(ALL_OF_T1);
          }
        }
        case 4 -> {
          LiveWorld fresh = replica(1 << 20);
          int replaced = random.nextInt(replicas.size());
          if (replicas.get(replaced) != at) {
            replicas.set(replaced, fresh);
          }
        }
        case 5 -> {
          shards = Math.min(4, shards + random.nextInt(2));
          store.away = random.nextInt(10) == 0;
        }
        default -> {
          clock.advance(Duration.ofMillis(random.nextInt(700)));
          for (int shard = 0; shard < shards; shard++) {
            store.put(Feeds.beat(Feeds.shard(shard), clock.instant()));
          }
          replicas.forEach(replica -> replica.hub.tick());
        }
      }
      for (LiveWorld replica : replicas) {
        if (random.nextBoolean()) {
          replica.round();
        }
      }
      store.away = false;
    }
    for (int end = 0; end < 40; end++) {
      clock.advance(Duration.ofMillis(300));
      at.round();
      at.hub.tick();
    }
    received.add(client.outlet.eventIds());

    List<String> all = new ArrayList<>();
    for (List<String> connection : received) {
      assertThat(connection).as("seed %d, one connection", seed).doesNotHaveDuplicates();
      all.addAll(connection);
    }
    assertThat(new LinkedHashSet<>(all))
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(expected);
    for (List<String> connection : received) {
      List<String> inOrder = new ArrayList<>(expected);
      inOrder.retainAll(connection);
      assertThat(byShard(connection)).as("seed %d", seed).isEqualTo(byShard(inOrder));
    }
    assertThat(client.outlet.of("error")).isEmpty();
  }

  private final Map<String, String> shardOf = new HashMap<>();

  private Map<String, List<String>> byShard(List<String> ids) {
    Map<String, List<String>> byShard = new HashMap<>();
    ids.forEach(id -> byShard.computeIfAbsent(shardOf.get(id), any -> new ArrayList<>()).add(id));
    return byShard;
  }

  /// Some new events, and perhaps some that were published before.
  private void publish(
      Random random, int shards, Map<String, Integer> published, List<String> expected) {
    String shard = Feeds.shard(random.nextInt(shards));
    int last = published.getOrDefault(shard, 0);
    int from = Math.max(1, last + 1 - random.nextInt(4));
    int to = last + 1 + random.nextInt(4);
    int[] numbers = IntStream.rangeClosed(from, to).toArray();
    store.put(item(shard, clock.instant(), numbers));
    for (int number = last + 1; number <= to; number++) {
      if (number % 2 == 1) {
        String id = id(shard, number).toString();
        expected.add(id);
        shardOf.put(id, shard);
      }
    }
    published.put(shard, to);
  }

  @Test
  void tokensOfHeartbeatsAreAsGood() {
    LiveWorld replica = replica(1 << 20);
    Client client = replica.client().says(ALL_OF_T1);
    pass(replica, 5_000);
    JsonNode heartbeat = client.outlet.of("heartbeat").getFirst();
    store.put(item(SHARD, clock.instant(), 1));
    replica.round();
    Client again =
        replica.client().says(resume(heartbeat.get("resume").textValue())).says(ALL_OF_T1);
    pass(replica, 700);
    assertThat(again.outlet.eventIds()).hasSize(1);
  }
}
