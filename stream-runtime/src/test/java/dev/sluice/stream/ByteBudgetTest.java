package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.stream.ByteBudget.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ByteBudgetTest {
  private final ByteBudget budget = new ByteBudget(100);
  private final List<Thread> started = new CopyOnWriteArrayList<>();

  private CompletableFuture<Share> taking(long bytes) {
    CompletableFuture<Share> taken = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                taken.complete(budget.take(bytes));
              } catch (InterruptedException e) {
                taken.completeExceptionally(e);
              }
            });
    started.add(thread);
    await().until(() -> taken.isDone() || thread.getState() == Thread.State.TIMED_WAITING);
    return taken;
  }

  @Test
  void sharesAreGrantedUntilTheBudgetIsSpentAndAgainWhenTheyComeBack() throws Exception {
    Share first = budget.take(60);
    CompletableFuture<Share> second = taking(50);
    assertThat(second).isNotDone();
    first.close();
    second.join().close();
    assertThat(budget.taken()).isZero();
  }

  @Test
  void whatTurnsOutNotToBeNeededIsFreeForOthers() throws Exception {
    Share first = budget.take(100);
    CompletableFuture<Share> second = taking(70);
    first.shrinkTo(30);
    second.join();
    first.shrinkTo(80);
    assertThat(budget.taken()).as("a share never grows").isEqualTo(100);
  }

  @Test
  void wishBeyondTheWholeIsGrantedAlone() throws Exception {
    Share small = budget.take(1);
    CompletableFuture<Share> large = taking(1_000);
    assertThat(large).isNotDone();
    small.close();
    large.join().close();
    assertThat(budget.taken()).isZero();
  }

  @Test
  void smallWishesDoNotOvertakeALargeOne() throws Exception {
    Share first = budget.take(60);
    CompletableFuture<Share> large = taking(90);
    CompletableFuture<Share> small = taking(10);
    assertThat(small).isNotDone();
    first.close();
    assertThat(large.join()).isNotNull();
    assertThat(small.join()).isNotNull();
  }

  @Test
  void shardThatIsLetGoStopsWaitingAndMakesRoomInTheQueue() throws Exception {
    Share first = budget.take(100);
    WaitingShard control = new WaitingShard();
    FutureTask<Share> released = new FutureTask<>(() -> budget.take(100, control));
    Thread.ofPlatform().start(released);
    await().until(() -> control.progress.get() > 2);
    CompletableFuture<Share> next = taking(10);
    control.held = false;
    assertThatThrownBy(released::get).hasCauseInstanceOf(ShardReleased.class);
    first.close();
    next.join().close();
    assertThat(budget.taken()).isZero();
  }

  @Test
  void interruptEndsTheWait() throws Exception {
    Share first = budget.take(100);
    CompletableFuture<Share> second = taking(1);
    started.getLast().interrupt();
    assertThatThrownBy(second::get).hasCauseInstanceOf(InterruptedException.class);
    first.close();
    assertThat(budget.taken()).isZero();
  }

  @Test
  void manyShardsNeverHoldMoreThanTheWholeAndAllComeToTheirTurn() throws Exception {
    long seed = Long.getLong("sluice.seed", new SplittableRandom().nextLong(1L << 32));
    System.out.println("ByteBudgetTest: -Dsluice.seed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    AtomicLong held = new AtomicLong();
    AtomicLong most = new AtomicLong();
    List<FutureTask<Integer>> shards = new ArrayList<>();
    for (int shard = 0; shard < 32; shard++) {
      SplittableRandom own = random.split();
      FutureTask<Integer> task = new FutureTask<>(() -> works(own, held, most));
      shards.add(task);
      Thread.ofPlatform().start(task);
    }
    for (FutureTask<Integer> shard : shards) {
      assertThat(shard.get()).isEqualTo(200);
    }
    assertThat(most.get()).isBetween(1L, 100L);
    assertThat(budget.taken()).isZero();
  }

  private int works(SplittableRandom random, AtomicLong held, AtomicLong most)
      throws InterruptedException {
    for (int turn = 0; turn < 200; turn++) {
      long bytes = random.nextLong(1, 101);
      try (Share share = budget.take(bytes)) {
        most.accumulateAndGet(held.addAndGet(bytes), Math::max);
        long kept = random.nextLong(bytes + 1);
        held.addAndGet(kept - bytes);
        share.shrinkTo(kept);
        Thread.yield();
        held.addAndGet(-kept);
      }
    }
    return 200;
  }

  @Test
  void budgetOfNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ByteBudget(0))
        .withMessage("a budget of 0 bytes is not at least 1");
  }
}
