package dev.sluice.e2e.guarantee;

import static dev.sluice.e2e.guarantee.ForgedRun.place;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.simulator.Defect;
import dev.sluice.simulator.SendLog;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What looks wrong and is not.
class ValidHistoriesTest {
  private static final String ONE = "shard-0";
  private static final String OTHER = "shard-1";

  private final ForgedRun run = new ForgedRun();

  @Test
  void aSendWithoutAnswerMayHaveArrivedOrNot() {
    run.lands(run.fresh('a', "device", 1), ONE, 1);
    run.fresh('b', "device", 2);
    run.consume("p/s", ONE, 1, 1);
    assertKept();
  }

  @Test
  void whatWasErasedIsAccountedForAndWasDurable() {
    run.put(run.fresh('a', "device", 1), ONE, 1);
    run.put(run.malformed(Defect.NOT_JSON), ONE, 2);
    run.put(run.fresh('b', "other", 1), ONE, 3);
    run.consume("p/s", ONE, 1, 3);
    run.items.remove(ForgedRun.id('a'));
    run.claims.remove(ForgedRun.id('a'));
    run.states.remove("device");
    run.letters.remove(place(ONE, 2));
    run.erasure =
        new ErasureFacts(
            Map.of("device", run.now(), "device-x", run.now()),
            List.of(new ErasureFacts.Left("item", "b", "other", run.now())),
            Set.of(ForgedRun.id('a')));
    run.checkpoint(ONE, "1");
    assertKept();
  }

  @Test
  void aSendThatLiesTwiceIsStoredOnce() {
    long a = run.fresh('a', "device", 1);
    run.lands(a, ONE, 1);
    run.put(a, ONE, 2, true);
    run.consume("p/s", ONE, 1, 1);
    run.consume("p/s", ONE, 2, 2);
    assertKept();
  }

  @Test
  void aLateSendThatLiesTwiceHasTwoLetters() {
    long late = run.late('l');
    run.lands(late, ONE, 1);
    run.put(late, ONE, 2, true);
    run.consume("p/s", ONE, 1, 2);
    assertKept();
    assertThat(run.letters).hasSize(2);
  }

  @Test
  void aResendOnAnotherShardMayWin() {
    long a = run.fresh('a', "device", 1);
    run.put(a, ONE, 1);
    run.put(run.again(a), OTHER, 1);
    run.consume("p/o", OTHER, 1, 1);
    run.consume("p/s", ONE, 1, 1);
    assertKept();
    assertThat(run.item('a').place()).isEqualTo(place(OTHER, 1));
  }

  @Test
  void aCollisionOnAnotherShardMayWin() {
    long a = run.fresh('a', "device", 1);
    run.put(a, ONE, 1);
    run.put(run.collision(a, 2), OTHER, 1);
    run.consume("p/o", OTHER, 1, 1);
    run.consume("p/s", ONE, 1, 1);
    assertKept();
    assertThat(run.letters).containsOnlyKeys(place(ONE, 1));
  }

  @Test
  void aCollisionOnAChildMayNotWin() {
    run.parents.put(OTHER, Set.of(ONE));
    long a = run.fresh('a', "device", 1);
    run.put(a, ONE, 1);
    run.put(run.collision(a, 2), OTHER, 1);
    run.consume("p/o", OTHER, 1, 1);
    run.consume("p/s", ONE, 1, 1);
    assertThat(new NoSilentCollision().breaches(run.history()))
        .singleElement()
        .satisfies(breach -> assertThat(breach.ids()).contains("shard-0/1"));
    assertThat(new DeviceOrderKept().breaches(run.history())).hasSize(1);
  }

  @Test
  void twoWorkersOnOneShardAreJudgedEachForItself() {
    run.put(run.fresh('a', "device", 1), ONE, 1);
    run.put(run.fresh('b', "device", 2), ONE, 2);
    run.put(run.fresh('c', "device", 3), ONE, 3);
    run.consume("p/s", ONE, 1, 1);
    ForgedBatch frozen = run.begin("p/s", ONE, 2, 3).claim();
    run.consume("q/s", ONE, 2, 2);
    frozen.store();
    run.consume("q/s", ONE, 3, 3);
    assertKept();
  }

  @Test
  void aBatchThatFailedComesAgain() {
    run.put(run.fresh('a', "device", 1), ONE, 1);
    run.put(run.fresh('b', "device", 2), ONE, 2);
    run.begin("p/s", ONE, 1, 2).claim().store();
    run.consume("p/s", ONE, 1, 2);
    assertKept();
  }

  @Test
  void withoutTheStreamTheAcknowledgementsSayWhatLiesThere() {
    long a = run.fresh('a', "device", 1);
    run.put(a, ONE, 7);
    run.fresh('b', "device", 2);
    assertThat(StreamFacts.ofAcknowledgements(run.sends).sends())
        .isEqualTo(Map.of(place(ONE, 7), a));
  }

  @Test
  void anAcknowledgedSendLiesOnTheStreamEvenIfItWasNotFound() {
    long a = run.fresh('a', "device", 1);
    run.put(a, ONE, 7);
    run.stream.clear();
    assertThat(new EveryEventAccounted().breaches(run.history()))
        .singleElement()
        .satisfies(breach ->
            assertThat(breach.ids()).containsExactly(ForgedRun.id('a').toString(), "shard-0/7"));
  }

  @Test
  void contentIsTellingWhereNothingWasAcknowledged() {
    assertThat(SendLog.contentHash(new byte[] {1, 2}))
        .isNotEqualTo(SendLog.contentHash(new byte[] {2, 1}));
    // the vector of the draft for "a"
    assertThat(SendLog.contentHash(new byte[] {'a'})).isEqualTo(0xaf63dc4c8601ec8cL);
  }

  private void assertKept() {
    Verdict verdict = Verdict.of(run.history());
    assertThat(verdict.breaches()).as(verdict.table()).isEmpty();
  }
}
