package dev.sluice.consumer.pipeline;

import static dev.sluice.consumer.pipeline.Records.json;
import static dev.sluice.consumer.pipeline.Records.record;
import static dev.sluice.consumer.pipeline.Samples.id;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.consumer.pipeline.Journal.Action;
import dev.sluice.consumer.pipeline.Journal.Cut;
import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.DeviceState;
import dev.sluice.dynamodb.ErasedClaim;
import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.feed.FeedBatch;
import dev.sluice.feed.FeedCounts;
import dev.sluice.feed.FeedEvent;
import dev.sluice.stream.ShardReleased;
import dev.sluice.stream.StreamRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EventPipelineTest {
  private static final Action COUNTED =
      new Action.Counted(
          "quality#2026-03-01T12:00:00.000Z"
              + " 2026-03-01T12:00:00.000Z#1767225600000/shardId-000000000000");

  private final World world = new World();

  private static String at(int sequence, int line) {
    return Samples.position(sequence, line).text();
  }

  private static Action published(int sequence) {
    return new Action.Published(at(sequence, 0));
  }

  private List<Action> actionsOf(StreamRecord... records) throws Exception {
    int before = world.journal.actions().size();
    world.process(List.of(records));
    world.assertNothingHides();
    List<Action> all = world.journal.actions();
    return List.copyOf(all.subList(before, all.size()));
  }

  @Test
  void wholeStoryOfABatch() throws Exception {
    List<Action> first = actionsOf(record(1, json(1)));
    String otherOfId1 = json(1, "d", "t", 99, 4711);
    String otherOfId2 = json(2, "e", "t", 98, 4711);

    List<Action> second =
        actionsOf(
            record(2, json(2)),
            record(3, json(2)), // a duplicate in the batch
            record(4, json(1)), // a duplicate of an earlier one
            record(5, otherOfId2), // a collision in the batch
            record(6, otherOfId1), // a collision with an earlier one
            record(7, "no json"),
            record(8, json(3) + "\n{bad\n" + json(4)),
            record(9, json(5, "d", "account:created", 0, 5)));

    assertThat(first)
        .containsExactly(
            new Action.Claimed(id(1)),
            new Action.Stored(id(1)),
            new Action.Refreshed("d", "t"),
            new Action.Seen("d"),
            new Action.NotedDay("d", LocalDate.of(2026, 3, 1)),
            COUNTED,
            published(1));
    assertThat(second)
        .containsExactly(
            new Action.Claimed(id(2)),
            new Action.Found(id(1)),
            new Action.Claimed(id(3)),
            new Action.Claimed(id(4)),
            new Action.Claimed(id(5)),
            new Action.Stored(id(2)),
            new Action.Stored(id(3)),
            new Action.Stored(id(4)),
            new Action.Stored(id(5)),
            new Action.Refreshed("d", "t"),
            new Action.Refreshed("d", "account"),
            new Action.DeadLettered(at(7, 0), "not_json"),
            new Action.DeadLettered(at(8, 1), "not_json"),
            new Action.DeadLettered(at(5, 0), "id_collision"),
            new Action.DeadLettered(at(6, 0), "id_collision"),
            COUNTED,
            published(9));
    assertThat(world.shard.stages())
        .containsSequence(
            "decode",
            "claim",
            "store",
            "refresh_state",
            "evaluate_alerts",
            "dead_letter",
            "count",
            "count_windows",
            "publish",
            "save_alert_state");
    assertThat(world.count("received")).isEqualTo(11);
    assertThat(world.count("stored")).isEqualTo(5);
    assertThat(world.count("duplicate")).isEqualTo(2);
    assertThat(world.count("rejected")).isEqualTo(4);
    assertThat(world.states.states().get("d/t"))
        .extracting(DeviceState::event)
        .extracting(event -> event.eventId())
        .isEqualTo(id(4));
  }

  @Test
  void replayedBatchEndsAsTheFirstPassDid() throws Exception {
    StreamRecord[] batch = {
      record(1, json(1)), record(2, json(1)), record(3, "bad"), record(4, json(2))
    };
    List<Action> first = actionsOf(batch);
    World.Kept kept = world.kept();

    world.reopen();
    assertThat(actionsOf(batch))
        .startsWith(new Action.Found(id(1)), new Action.Found(id(2)))
        .endsWith(first.subList(2, first.size()).toArray(Action[]::new));
    assertThat(world.kept()).isEqualTo(kept);
    assertThat(world.count("stored")).isEqualTo(4);
    assertThat(world.count("duplicate")).isEqualTo(2);
  }

  @Test
  void whatWasErasedIsIgnoredAndCountedHoweverItComesAgain() throws Exception {
    actionsOf(record(1, json(1)));
    Claim claim = (Claim) world.claims.held().values().iterator().next();
    world.claims.held().put(id(1), ErasedClaim.of(claim));

    assertThat(
            actionsOf(
                record(1, json(1)), // read again
                record(2, json(1)), // a re-send
                record(3, json(1, "d", "t", 99, 4711)), // what would have been a collision
                record(4, json(2))))
        .containsExactly(
            new Action.Found(id(1)),
            new Action.Claimed(id(2)),
            new Action.Stored(id(2)),
            new Action.Refreshed("d", "t"),
            COUNTED,
            published(4));
    assertThat(world.count("erased")).isEqualTo(3);
    assertThat(world.count("rejected")).isZero();
    assertThat(world.claims.held()).containsEntry(id(1), ErasedClaim.of(claim));
  }

  @Test
  void laterPassStoresWithTheExpiryThatTheFirstPromised() throws Exception {
    actionsOf(record(1, json(1)));
    Claim claim = (Claim) world.claims.held().values().iterator().next();
    Claim promised =
        new Claim(
            claim.eventId(),
            claim.key(),
            claim.eventType(),
            claim.fingerprint(),
            claim.position(),
            Samples.RECEIVED.plusSeconds(900),
            claim.expiresAt());
    world.claims.held().put(id(1), promised);
    actionsOf(record(1, json(1)));
    assertThat(world.events.stored().values())
        .extracting(item -> item.expiresAt())
        .containsExactly(Samples.RECEIVED.plusSeconds(900));
  }

  @Test
  void eventTooLargeForAnItemIsRefusedBeforeItIsClaimed() throws Exception {
    String large =
        json(1).replace("{\"reading\":1}", "{\"reading\":\"" + "ü".repeat(205_000) + "\"}");
    assertThat(actionsOf(record(1, large), record(2, json(2))))
        .startsWith(new Action.Claimed(id(2)))
        .endsWith(new Action.DeadLettered(at(1, 0), "item_too_large"), COUNTED, published(2));
  }

  @Test
  void refusalByTheStoreGivesTheIdBackAndIsADeadLetter() throws Exception {
    world.events.refuse(id(1));
    assertThat(actionsOf(record(1, json(1)), record(2, json(2))))
        .containsExactly(
            new Action.Claimed(id(1)),
            new Action.Claimed(id(2)),
            new Action.Stored(id(2)),
            new Action.GaveBack(id(1)),
            new Action.Refreshed("d", "t"),
            new Action.Seen("d"),
            new Action.NotedDay("d", LocalDate.of(2026, 3, 1)),
            new Action.DeadLettered(at(1, 0), "store_refused"),
            COUNTED,
            published(2));

    world.events.accept(id(1));
    assertThat(actionsOf(record(3, json(1)))).contains(new Action.Stored(id(1)));
    assertThat(world.count("rejected")).isEqualTo(1);
  }

  @Test
  void deviceIsSeenOnceAMinute() throws Exception {
    assertThat(actionsOf(record(1, json(1)))).contains(new Action.Seen("d"));
    assertThat(actionsOf(record(2, json(2)))).doesNotContain(new Action.Seen("d"));
  }

  @Test
  void shardThatHasToBeLetGoIsNotTouched() {
    world.shard.letGo();
    assertThatThrownBy(() -> world.process(List.of(record(1, json(1)))))
        .isInstanceOf(ShardReleased.class);
    assertThat(world.journal.actions()).isEmpty();
    world.assertNothingHides();
  }

  @Test
  void givenUpBatchCountsAsReleased() {
    world.journal.cutAt(3, Cut.SHARD_RELEASED);
    assertThatThrownBy(() -> world.process(List.of(record(1, json(1)), record(2, "bad"))))
        .isInstanceOf(ShardReleased.class);
    world.assertNothingHides();
    assertThat(world.released()).isEqualTo(2);
  }

  @Test
  void batchThatInflatesToMuchIsTakenInParts() throws Exception {
    List<StreamRecord> bombs = new ArrayList<>();
    for (int sequence = 1; sequence <= 6; sequence++) {
      String padded = json(sequence) + " ".repeat(7 << 20);
      bombs.add(record(sequence, Records.gzip(padded.getBytes(UTF_8))));
    }
    world.process(bombs);
    assertThat(world.shard.stages().stream().filter("decode"::equals)).hasSize(6);
    assertThat(world.count("stored")).isEqualTo(6);
    world.assertNothingHides();
  }

  @Test
  void liveReadersAreToldOfEveryEventAndOutcome() throws Exception {
    world.process(List.of(record(1, json(1)), record(2, json(1)), record(3, "bad")));

    FeedBatch told = world.feed.items().getFirst().batch();
    assertThat(told.events())
        .extracting(event -> event.event().eventId(), FeedEvent::position)
        .containsExactly(tuple(id(1), at(1, 0)));
    assertThat(told.counts())
        .isEqualTo(new FeedCounts(3, 1, 1, 0, new TreeMap<>(Map.of("not_json", 1L))));
  }

  @Test
  void heldShardBeatsAtMostEveryTwoSecondsWorkOrNone() throws Exception {
    world.idle(Duration.ZERO);
    Instant first = onlyBeat().time();
    world.clock.advance(Duration.ofMillis(1_900));
    world.idle(Duration.ofMillis(3));
    assertThat(onlyBeat().time()).isEqualTo(first);
    world.clock.advance(Duration.ofMillis(100));
    world.process(List.of(record(1, json(1))));
    assertThat(onlyBeat())
        .isEqualTo(
            new ShardBeat(
                "1767225600000/shardId-000000000000",
                "host:1",
                Duration.ZERO,
                first.plusSeconds(2)));
  }

  private ShardBeat onlyBeat() {
    assertThat(world.feed.beats()).hasSize(1);
    return world.feed.beats().values().iterator().next();
  }
}
