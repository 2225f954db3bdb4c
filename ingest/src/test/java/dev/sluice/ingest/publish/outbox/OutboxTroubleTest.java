package dev.sluice.ingest.publish.outbox;

import static dev.sluice.ingest.publish.outbox.Desk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.publish.NotAcknowledgedException;
import dev.sluice.ingest.publish.Offer;
import dev.sluice.ingest.publish.Publisher.State;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Streams that take some, or nothing, or not in time.
final class OutboxTroubleTest {
  private static final Duration MILLI = Duration.ofMillis(1);

  private final Desk desk = new Desk();

  @Test
  void aThrottledShardPausesWhileAnotherDoesNot() {
    desk.outbox.reshard(Desk.HALVES);
    // of the MD5 of "a" the first bit is 0, of that of "b" 1
    desk.take("a:1", "b:1");
    desk.answer(desk.next(), text -> text.equals("a:1"));
    desk.take("a:2", "b:2");
    Call call = desk.next();
    assertThat(texts(call)).containsExactly("a:2");
    desk.store(call);
    assertThat(desk.isIdle()).isTrue();
    assertThat(desk.outbox.wakeAt(desk.now))
        .isBetween(
            desk.now + Desk.FIRST_PAUSE.toNanos() / 2, desk.now + Desk.FIRST_PAUSE.toNanos());
    desk.pass(Desk.FIRST_PAUSE);
    assertThat(texts(desk.next())).containsExactly("b:1");
  }

  @Test
  void allPauseTogetherWhileShardsAreUnknown() {
    desk.take("a:1", "b:1");
    desk.answer(desk.next(), text -> text.equals("a:1"));
    desk.take("a:2");
    assertThat(desk.isIdle()).isTrue();
  }

  @Test
  void thePauseOfAShardGrowsUntilItTakesSomething() {
    desk.take("a:1");
    desk.throttle(desk.next());
    desk.pass(Desk.FIRST_PAUSE);
    desk.throttle(desk.next());
    assertThat(desk.outbox.wakeAt(desk.now))
        .isGreaterThanOrEqualTo(desk.now + Desk.FIRST_PAUSE.toNanos());
    desk.pass(Desk.LONGEST_PAUSE);
    desk.store(desk.next());
    desk.take("a:2");
    desk.throttle(desk.next());
    assertThat(desk.outbox.wakeAt(desk.now))
        .isLessThanOrEqualTo(desk.now + Desk.FIRST_PAUSE.toNanos());
  }

  @Test
  void failedCallsAreRepeatedOneAtATimeAfterGrowingPauses() {
    Desk pairs = new Desk(Desk.bounds(1, 100));
    pairs.take("a:1", "b:1");
    Call first = pairs.next();
    Call second = pairs.next();
    pairs.pass(MILLI);
    pairs.fail(first);
    pairs.fail(second);
    assertThat(pairs.isIdle()).isTrue();
    pairs.pass(Desk.FIRST_PAUSE);
    Call again = pairs.next();
    assertThat(pairs.isIdle()).as("one at a time").isTrue();
    pairs.pass(MILLI);
    pairs.fail(again);
    assertThat(pairs.outbox.wakeAt(pairs.now))
        .isGreaterThanOrEqualTo(pairs.now + Desk.FIRST_PAUSE.toNanos());
    pairs.pass(Desk.LONGEST_PAUSE);
    pairs.store(pairs.next());
    pairs.store(pairs.next());
    assertThat(pairs.stream).containsExactlyInAnyOrder("a:1", "b:1");
  }

  @Test
  void aStreamThatOnlyFailsIsAwayUntilItTakesSomething() {
    CompletableFuture<Void> acknowledged = desk.take("a:1");
    Duration passed = Duration.ZERO;
    while (passed.compareTo(Desk.AWAY_AFTER) < 0) {
      assertThat(desk.outbox.state(desk.now)).isEqualTo(State.OPEN);
      desk.fail(desk.next());
      desk.pass(Desk.LONGEST_PAUSE);
      passed = passed.plus(Desk.LONGEST_PAUSE);
    }
    assertThat(desk.outbox.state(desk.now)).isEqualTo(State.AWAY);
    assertThat(desk.offer("b:1"))
        .isInstanceOfSatisfying(
            Offer.Away.class, away -> assertThat(away.retryAfter()).isPositive());
    desk.store(desk.next());
    assertThat(acknowledged).isCompleted();
    assertThat(desk.outbox.state(desk.now)).isEqualTo(State.OPEN);
    desk.take("b:1");
  }

  @Test
  void aStreamThatFailsOverEveryRecordIsInTroubleToo() {
    desk.take("a:1");
    Call call = desk.next();
    desk.outbox.answered(
        call,
        new Answer.Answered(java.util.List.of(new Answer.Result.Failed("InternalFailure"))),
        desk.now);
    desk.pass(Desk.AWAY_AFTER);
    assertThat(desk.outbox.state(desk.now)).isEqualTo(State.AWAY);
  }

  @Test
  void whatIsNotOnItsWayWhenPatienceEndsIsDropped() {
    CompletableFuture<Void> both = desk.take("a:1", "a:2");
    CompletableFuture<Void> one = desk.take("b:1");
    Call call = desk.next();
    desk.pass(Desk.PATIENCE.minus(MILLI));
    desk.sweep();
    assertThat(both).isNotDone();
    desk.pass(MILLI);
    desk.sweep();
    assertThat(both)
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(NotAcknowledgedException.class)
        .withMessageContaining("30000 ms");
    assertThat(one).as("is on its way").isNotDone();
    desk.store(call);
    assertThat(one).isCompleted();
    assertThat(desk.held()).isZero();
    assertThat(desk.isIdle()).isTrue();
  }

  @Test
  void nobodyRepeatsWhatNobodyWaitsFor() {
    CompletableFuture<Void> late = desk.take("a:1", "b:1");
    desk.take("c:1");
    desk.answer(desk.next(), text -> text.equals("a:1"));
    desk.pass(Desk.PATIENCE);
    desk.sweep();
    assertThat(late).isCompletedExceptionally();
    assertThat(desk.held()).isZero();
    desk.take("b:2");
    assertThat(texts(desk.next())).containsExactly("b:2");
  }

  @Test
  void theLastEntryStaysToTryAStreamWithThatIsAway() {
    CompletableFuture<Void> first = desk.take("a:1");
    CompletableFuture<Void> second = desk.take("b:1");
    desk.fail(desk.next());
    desk.pass(Desk.PATIENCE);
    desk.sweep();
    assertThat(first).isCompletedExceptionally();
    assertThat(second).isCompletedExceptionally();
    assertThat(desk.held()).isEqualTo(1);
    assertThat(desk.outbox.state(desk.now)).isEqualTo(State.AWAY);
    desk.fail(desk.next());
    desk.sweep();
    desk.pass(Desk.LONGEST_PAUSE);
    desk.store(desk.next());
    assertThat(desk.held()).isZero();
    assertThat(desk.outbox.state(desk.now)).isEqualTo(State.OPEN);
  }

  @Test
  void aRefusedCallIsTakenApartUntilTheOneToBlameIsFound() {
    CompletableFuture<Void> good = desk.take("a:1");
    CompletableFuture<Void> bad = desk.take("b:1");
    CompletableFuture<Void> after = desk.take("b:2");
    desk.refuse(desk.next());
    Call alone = desk.next();
    assertThat(texts(alone)).containsExactly("a:1");
    desk.store(alone);
    desk.refuse(desk.next());
    desk.store(desk.next());
    assertThat(good).isCompleted();
    assertThat(bad)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("ValidationException");
    assertThat(after).isCompleted();
  }
}
