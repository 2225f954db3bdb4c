package dev.sluice.query.live;

import static dev.sluice.query.live.Feeds.SHARD;
import static dev.sluice.query.live.Feeds.id;
import static dev.sluice.query.live.Feeds.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dynamodb.FeedItem;
import dev.sluice.query.live.LiveWorld.Client;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;

class FeedReaderTest {
  private static final String CHILD = Feeds.shard(1);
  private static final String ALL_OF_T1 =
      "{'op':'subscribe','id':'s','to':'type','event_type':'t1'}";

  private final LiveWorld world = new LiveWorld();

  @Test
  void aRoundCostsOneCallPerShardWhateverTheNumberOfClients() {
    for (int shard = 0; shard < 4; shard++) {
      world.store.put(Feeds.beat(Feeds.shard(shard), Feeds.NOW));
    }
    world.round();
    IntStream.range(0, 200).forEach(i -> world.client().says(ALL_OF_T1));
    int before = world.store.calls.get();
    world.clock.advance(Duration.ofMillis(250));
    world.round();
    assertThat(world.store.calls.get() - before).isEqualTo(4);
    world.clock.advance(Duration.ofMillis(750));
    world.round();
    assertThat(world.store.calls.get() - before).isEqualTo(4 + 5);
  }

  @Test
  void whatIsFromBeforeTheStartIsNotTold() {
    world.store.put(Feeds.beat(SHARD, Feeds.NOW));
    world.store.put(item(SHARD, Feeds.NOW.minusSeconds(1), 1));
    Client client = world.client().says(ALL_OF_T1);
    world.round();
    world.store.put(item(SHARD, Feeds.NOW, 3));
    world.round();
    assertThat(client.outlet.eventIds()).containsExactly(id(SHARD, 3).toString());
  }

  @Test
  void whatComesBetweenTheStartAndTheFirstRoundIsTold() {
    Client client = world.client().says(ALL_OF_T1);
    world.clock.advance(Duration.ofSeconds(4));
    world.store.put(Feeds.beat(SHARD, world.clock.instant()));
    world.store.put(item(SHARD, world.clock.instant(), 1));
    world.round();
    assertThat(client.outlet.eventIds()).containsExactly(id(SHARD, 1).toString());
  }

  @Test
  void aShardThatTurnsUpLaterIsReadFromItsBeginning() {
    world.store.put(Feeds.beat(SHARD, Feeds.NOW));
    world.round();
    Client client = world.client().says(ALL_OF_T1);
    for (int number = 1; number <= 9; number += 2) {
      world.store.put(item(CHILD, Feeds.NOW, number));
    }
    world.clock.advance(Duration.ofSeconds(1));
    world.store.put(Feeds.beat(CHILD, world.clock.instant()));
    world.round();
    assertThat(client.outlet.eventIds())
        .containsExactly(
            IntStream.of(1, 3, 5, 7, 9)
                .mapToObj(n -> id(CHILD, n).toString())
                .toArray(String[]::new));
  }

  @Test
  void eventsOfAParentComeBeforeThoseOfItsChildHoweverFarBehindTheReaderIs() {
    world.store.put(Feeds.beat(SHARD, Feeds.NOW));
    world.round();
    Client client = world.client().says(ALL_OF_T1);
    int parents = 21; // of which a page has two
    for (int number = 1; number <= parents; number += 2) {
      world.store.put(item(SHARD, Feeds.NOW, number));
    }
    world.store.put(item(CHILD, Feeds.NOW, 1));
    world.store.put(Feeds.beat(CHILD, Feeds.NOW));
    world.clock.advance(Duration.ofSeconds(1));
    for (int round = 0; round < 12; round++) {
      world.round();
    }
    assertThat(client.outlet.eventIds()).hasSize(12).endsWith(id(CHILD, 1).toString());
  }

  @Test
  void aShardThatNobodyHoldsIsNotReadForEver() {
    world.store.put(Feeds.beat(SHARD, Feeds.NOW));
    world.round();
    world.clock.advance(Duration.ofMinutes(3));
    world.round();
    int before = world.store.calls.get();
    world.clock.advance(Duration.ofMillis(250));
    world.round();
    assertThat(world.store.calls.get()).isEqualTo(before);
  }

  @Test
  void aShardThatComesBackGoesOnWhereItWas() {
    world.store.put(Feeds.beat(SHARD, Feeds.NOW));
    world.store.put(item(SHARD, Feeds.NOW, 1));
    world.round();
    Client client = world.client().says(ALL_OF_T1);
    world.clock.advance(Duration.ofMinutes(3));
    world.round();
    world.round();
    world.store.put(item(SHARD, world.clock.instant(), 3));
    world.store.put(Feeds.beat(SHARD, world.clock.instant()));
    world.clock.advance(Duration.ofSeconds(1));
    world.round();
    world.round();
    assertThat(client.outlet.eventIds()).containsExactly(id(SHARD, 3).toString());
  }

  @Test
  void anItemThatNobodyCanReadIsSkipped() {
    world.store.put(Feeds.beat(SHARD, Feeds.NOW));
    world.round();
    Client client = world.client().says(ALL_OF_T1);
    world.store.put(
        new FeedItem(
            SHARD,
            Feeds.position(SHARD, 1),
            SdkBytes.fromUtf8String("no gzip"),
            Feeds.NOW.plus(FeedItem.LIFE)));
    world.store.put(item(SHARD, Feeds.NOW, 3));
    assertThat(world.round()).isTrue();
    assertThat(client.outlet.eventIds()).containsExactly(id(SHARD, 3).toString());
  }
}
