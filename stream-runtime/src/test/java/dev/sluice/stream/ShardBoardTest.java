package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ShardBoardTest {
  private final Ticking clock = new Ticking();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ShardBoard board = new ShardBoard("app", registry, clock);

  private ShardWatch open(String shardId) {
    return board.open("worker", new ShardRef("app", "stream", Instant.EPOCH, shardId));
  }

  private double lag() {
    return registry.get("sluice.lag").tag("application", "app").gauge().value();
  }

  @Test
  void theLagIsTheLargestOverTheShardsHeldAndUnknownWithoutAny() {
    assertThat(lag()).isNaN();
    ShardWatch first = open("shard-1");
    ShardWatch second = open("shard-2");
    first.measured(Duration.ofMillis(10));
    second.measured(Duration.ofMillis(70));
    assertThat(lag()).isEqualTo(70);
    assertThat(registry.get("sluice.shard.lag").tag("shard", "shard-1").gauge().value())
        .isEqualTo(10);
    second.close();
    assertThat(lag()).isEqualTo(10);
    assertThat(registry.find("sluice.shard.lag").tag("shard", "shard-2").gauge()).isNull();
  }

  @Test
  void theLagGrowsWhileNothingNewIsMeasured() {
    open("shard-1").measured(Duration.ofMillis(10));
    clock.advance(Duration.ofSeconds(60));
    assertThat(lag()).isEqualTo(60_010);
  }

  @Test
  void recordsThatWaitBetweenReadAndWorkCountAsLag() {
    ShardWatch watch = open("shard-1");
    Instant arrived = clock.instant();
    clock.advance(Duration.ofSeconds(4));
    watch.measured(Duration.ZERO);
    watch.working(arrived);
    assertThat(lag()).isEqualTo(4_000);
    watch.idle();
    assertThat(lag()).isZero();
  }

  @Test
  void aStageThatReturnsNothingForFiveMinutesTurnsLivenessOffAndIsNamed() {
    board.workerRunning("worker", true);
    open("shard-1").enter("store");
    clock.advance(Duration.ofMinutes(5));
    assertThat(board.health().live()).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(board.health().live()).isFalse();
    assertThat(board.health().problems())
        .singleElement()
        .asString()
        .contains("app:stream/shard-1 hangs in stage store");
  }

  @Test
  void aShardOfWhichNothingIsHeardTurnsReadinessOffUntilItIs() {
    board.workerRunning("worker", true);
    ShardWatch watch = open("shard-1");
    watch.measured(Duration.ZERO);
    clock.advance(Duration.ofSeconds(15));
    assertThat(board.health().ready()).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(board.health().ready()).isFalse();
    assertThat(board.health().live()).isTrue();
    assertThat(board.health().problems())
        .singleElement()
        .asString()
        .startsWith("nothing came from app:stream/shard-1 for 16 s");
    watch.measured(Duration.ZERO);
    assertThat(board.health().ready()).isTrue();
  }

  @Test
  void aWorkerThatTheLeaseTableDoesNotAnswerIsNotReadyThoughItHoldsNoShard() {
    board.workerRunning("worker", true);
    board.leasesReachable("worker", false);
    assertThat(board.health().ready()).isFalse();
    assertThat(board.health().live()).isTrue();
    assertThat(board.health().problems()).containsExactly("the lease table does not answer worker");
    board.leasesReachable("worker", true);
    assertThat(board.health().ready()).isTrue();
  }

  @Test
  void aShardThatWorksLongOnABatchIsReadyAllTheSame() {
    board.workerRunning("worker", true);
    ShardWatch watch = open("shard-1");
    watch.measured(Duration.ZERO);
    watch.enter("store");
    clock.advance(Duration.ofSeconds(60));
    assertThat(board.health().ready()).isTrue();
    watch.idle();
    assertThat(board.health().ready()).isTrue();
  }

  @Test
  void aHangIsLoggedOnceWithTheStackOfItsThreadAndOnceMoreWhenItIsOver() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    ShardWatch watch = open("shard-1");
    Thread hung =
        Thread.ofPlatform().name("hung").start(() -> callThatNeverAnswers(watch, inside, answer));
    inside.await();
    try (LogCapture log = LogCapture.of(Watchdog.class)) {
      board.look();
      clock.advance(ShardBoard.STUCK_AFTER.plusSeconds(1));
      board.look();
      clock.advance(Duration.ofMinutes(1));
      board.look();
      assertThat(board.health().live()).isFalse();
      assertThat(log.lines())
          .containsExactly(
              "ERROR app:stream/shard-1 hangs in stage store since 2026-01-01T00:00:00Z"
                  + " (worker worker): nothing came back for more than PT5M");
      assertThat(log.stackOfLast()).contains("callThatNeverAnswers").contains("thread hung");
      answer.countDown();
      hung.join();
      board.look();
      board.look();
      assertThat(board.health().live()).isTrue();
      assertThat(log.lines())
          .hasSize(2)
          .last()
          .isEqualTo(
              "INFO app:stream/shard-1 does not hang any more: it is in stage state"
                  + " (worker worker)");
    }
  }

  private static void callThatNeverAnswers(
      ShardWatch watch, CountDownLatch inside, CountDownLatch answer) {
    watch.enter("store");
    inside.countDown();
    try {
      answer.await();
      watch.enter("state");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aHungShardIsNotHiddenByTheProgressOfOthersNorByTheShardOfTheSameIdElsewhere() {
    open("shard-1").enter("claim");
    ShardWatch busy = open("shard-2");
    ShardWatch sameShard =
        board.open("other", new ShardRef("app", "stream", Instant.EPOCH, "shard-1"));
    busy.enter("store");
    sameShard.enter("store");
    for (int minute = 0; minute <= 5; minute++) {
      clock.advance(Duration.ofSeconds(61));
      busy.succeeded("events.store");
      sameShard.progressed();
    }
    assertThat(board.health().live()).isFalse();
    assertThat(board.health().problems())
        .filteredOn(problem -> problem.contains("hangs"))
        .singleElement()
        .asString()
        .contains("app:stream/shard-1 hangs in stage claim")
        .contains("worker worker");
  }

  @Test
  void aHungShardThatIsLetGoIsToldToo() {
    ShardWatch watch = open("shard-1");
    watch.enter("store");
    clock.advance(Duration.ofMinutes(6));
    try (LogCapture log = LogCapture.of(Watchdog.class)) {
      board.look();
      watch.close();
      board.look();
      assertThat(log.lines()).hasSize(2).last().asString().contains("it was let go");
    }
  }

  @Test
  void eachHangOfAShardIsToldAnew() {
    ShardWatch watch = open("shard-1");
    try (LogCapture log = LogCapture.of(Watchdog.class)) {
      for (int hang = 0; hang < 2; hang++) {
        watch.enter("store");
        clock.advance(Duration.ofMinutes(6));
        board.look();
        watch.progressed();
        board.look();
      }
      assertThat(log.lines()).hasSize(4);
    }
  }

  @Test
  void theWatchdogLooksWithoutBeingAskedWhileThereIsAWorker() {
    ShardBoard brief =
        new ShardBoard("short", new SimpleMeterRegistry(), clock, Duration.ofSeconds(1));
    try (LogCapture log = LogCapture.of(Watchdog.class)) {
      brief.workerRunning("worker", true);
      brief.open("worker", new ShardRef("short", "stream", Instant.EPOCH, "shard-1")).enter("x");
      clock.advance(Duration.ofSeconds(2));
      await().until(() -> log.lines().size() == 1);
    } finally {
      brief.workerStopped("worker");
    }
  }

  @Test
  void anIdleShardIsNeverStuck() {
    open("shard-1").enter(ShardWatch.IDLE);
    clock.advance(Duration.ofDays(1));
    assertThat(board.health().live()).isTrue();
  }

  @Test
  void anOutageTakesReadinessAwayButNotLiveness() {
    board.workerRunning("worker", true);
    ShardWatch watch = open("shard-1");
    watch.enter("store");
    for (int attempt = 1; attempt <= 4; attempt++) {
      clock.advance(Duration.ofMinutes(3));
      watch.failed("events.store", FaultKind.TRANSIENT, new IOException("no answer"));
    }
    assertThat(board.health().ready()).isTrue();
    watch.failed("events.store", FaultKind.TRANSIENT, new IOException("no answer"));
    assertThat(board.health().ready()).isFalse();
    assertThat(board.health().live()).isTrue();
    watch.succeeded("events.store");
    assertThat(board.health().ready()).isTrue();
    assertThat(registry.get("sluice.retries").tag("kind", "transient").counter().count())
        .isEqualTo(5);
  }

  @Test
  void whatSomebodyHasToMendTakesReadinessAwayAtOnce() {
    board.workerRunning("worker", true);
    open("shard-1").failed("store", FaultKind.HOLDS_SHARD, new IllegalStateException("denied"));
    assertThat(board.health().ready()).isFalse();
    assertThat(board.health().problems()).singleElement().asString().contains("denied");
  }

  @Test
  void readinessNeedsEveryWorkerToRun() {
    assertThat(board.health().ready()).isFalse();
    board.workerRunning("first", true);
    board.workerRunning("second", false);
    assertThat(board.health().problems()).containsExactly("worker second does not run yet");
    board.workerStopped("second");
    assertThat(board.health().ready()).isTrue();
  }

  private static final class Ticking extends Clock {
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
