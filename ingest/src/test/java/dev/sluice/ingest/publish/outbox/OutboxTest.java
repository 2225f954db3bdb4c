package dev.sluice.ingest.publish.outbox;

import static dev.sluice.ingest.publish.outbox.Desk.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.ingest.publish.Offer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Order, company and room.
final class OutboxTest {
  private static final Duration MILLI = Duration.ofMillis(1);

  private final Desk desk = new Desk();

  @Test
  void anOfferIsAcknowledgedWhenAllOfItIsStored() {
    CompletableFuture<Void> acknowledged = desk.take("a:1", "b:1");
    Call call = desk.next();
    assertThat(texts(call)).containsExactly("a:1", "b:1");
    desk.answer(call, text -> text.equals("a:1"));
    assertThat(acknowledged).isNotDone();
    desk.pass(Desk.FIRST_PAUSE);
    desk.store(desk.next());
    assertThat(acknowledged).isCompleted();
    assertThat(desk.held()).isZero();
  }

  @Test
  void anOfferOfNothingIsAcknowledgedAtOnce() {
    assertThat(desk.take()).isCompleted();
  }

  @Test
  void entriesOfAKeyLeaveOneByOneInTheirOrder() {
    desk.take("a:1", "a:2");
    desk.take("a:3", "b:1");
    Call first = desk.next();
    assertThat(texts(first)).containsExactly("a:1", "b:1");
    desk.pass(Desk.LINGER);
    assertThat(desk.isIdle()).isTrue();
    desk.throttle(first);
    desk.pass(Desk.FIRST_PAUSE);
    Call again = desk.next();
    assertThat(texts(again)).containsExactly("a:1", "b:1");
    desk.store(again);
    desk.store(desk.next());
    desk.store(desk.next());
    assertThat(desk.stream).containsExactly("a:1", "b:1", "a:2", "a:3");
  }

  @Test
  void onlyWhatWasNotStoredGoesAgain() {
    desk.outbox.reshard(Desk.HALVES);
    desk.take("a:1", "b:1", "c:1");
    desk.answer(desk.next(), text -> !text.equals("b:1"));
    desk.pass(Desk.FIRST_PAUSE);
    assertThat(texts(desk.next())).containsExactly("b:1");
  }

  @Test
  void companyIsAwaitedOnlyWhileAnotherCallIsOnItsWay() {
    desk.take("a:1");
    Call first = desk.next();
    desk.take("b:1");
    assertThat(desk.isIdle()).isTrue();
    assertThat(desk.outbox.wakeAt(desk.now)).isEqualTo(desk.now + Desk.LINGER.toNanos());
    desk.pass(Desk.LINGER);
    assertThat(texts(desk.next())).containsExactly("b:1");
    desk.take("c:1");
    desk.store(first);
    assertThat(desk.isIdle()).isTrue();
  }

  @Test
  void aFullBatchLeavesAtOnce() {
    Desk small = new Desk(Desk.bounds(2, 100));
    small.take("a:1");
    small.next();
    small.take("b:1", "c:1", "d:1");
    assertThat(texts(small.next())).containsExactly("b:1", "c:1");
    assertThat(small.isIdle()).isTrue();
  }

  @Test
  void aCallHoldsNoMoreBytesThanItMay() {
    Desk narrow = new Desk(new OutboxBounds(500, 10, Desk.LINGER, 100, 1000, 0));
    narrow.take("a:123", "b:123", "c:12345678901234");
    assertThat(texts(narrow.next())).containsExactly("a:123");
    assertThat(texts(narrow.next())).containsExactly("b:123");
    assertThat(texts(narrow.next())).as("alone, too large or not").hasSize(1);
  }

  @Test
  void whatFindsNoRoomIsRefusedAsAWhole() {
    Desk small = new Desk(Desk.bounds(500, 3));
    small.take("a:1", "b:1");
    assertThat(small.offer("c:1", "d:1"))
        .isInstanceOfSatisfying(
            Offer.Full.class, full -> assertThat(full.retryAfter()).isPositive());
    assertThat(small.held()).isEqualTo(2);
    small.take("c:1");
    small.store(small.next());
    small.take("d:1", "e:1", "f:1");
    assertThat(small.outbox.fill(small.now).share()).isEqualTo(1.0);
  }

  @Test
  void roomIsCountedInBytesToo() {
    Desk small = new Desk(new OutboxBounds(500, 100, Desk.LINGER, 100, 20, 0));
    small.take("a:123456789");
    assertThat(small.offer("b:12345678")).isInstanceOf(Offer.Full.class);
    small.take("b:12345");
  }

  @Test
  void whatWouldNeverFindRoomIsAnError() {
    Desk small = new Desk(Desk.bounds(500, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> small.offer("a:1", "b:1"))
        .withMessageContaining("2 entries of 8 bytes");
  }

  @Test
  void whenShardsMoveThatIsNoticed() {
    desk.outbox.reshard(Desk.HALVES);
    desk.take("a:1");
    Call call = desk.next();
    desk.outbox.answered(
        call, new Answer.Answered(java.util.List.of(new Answer.Result.Stored("child"))), desk.now);
    assertThat(desk.outbox.haveShardsMoved()).isTrue();
    desk.outbox.reshard(Desk.HALVES);
    assertThat(desk.outbox.haveShardsMoved()).isFalse();
  }

  @Test
  void nothingIsForgottenWhenShardsChange() {
    desk.take("a:1", "b:1", "c:1");
    desk.throttle(desk.next());
    assertThat(desk.isIdle()).isTrue();
    desk.outbox.reshard(Desk.HALVES);
    assertThat(texts(desk.next())).containsExactlyInAnyOrder("a:1", "b:1", "c:1");
  }

  @Test
  void aClosedOutboxTakesNothingAndLingersNoMore() {
    CompletableFuture<Void> first = desk.take("a:1", "b:1");
    Call call = desk.next();
    CompletableFuture<Void> second = desk.take("c:1");
    desk.outbox.close();
    assertThat(desk.offer("d:1")).isInstanceOf(Offer.Away.class);
    desk.store(call);
    assertThat(first).isCompleted();
    desk.next();
    assertThat(desk.outbox.hasSenders()).isTrue();
    desk.outbox.abandon();
    desk.settle();
    assertThat(second)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("stopped");
    assertThat(desk.outbox.hasSenders()).isFalse();
  }

  @Test
  void theAgeOfTheOldestIsTold() {
    desk.take("a:1");
    desk.pass(MILLI);
    desk.take("b:1");
    desk.pass(MILLI);
    assertThat(desk.outbox.fill(desk.now).oldest()).isEqualTo(MILLI.multipliedBy(2));
    desk.answer(desk.next(), text -> text.equals("a:1"));
    assertThat(desk.outbox.fill(desk.now).oldest()).isEqualTo(MILLI);
  }
}
