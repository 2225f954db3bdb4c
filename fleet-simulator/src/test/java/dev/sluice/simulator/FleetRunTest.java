package dev.sluice.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.simulator.FleetTimeline.Limit;
import dev.sluice.simulator.pace.Pacer;
import dev.sluice.simulator.pace.Schedule;
import dev.sluice.simulator.pace.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FleetRunTest {
  private final InMemoryIngestPoint ingest = new InMemoryIngestPoint();
  private final SendLog log = SendLog.remembering();
  private final List<Progress> reports = new CopyOnWriteArrayList<>();

  @Test
  void sendsEverythingAndNotesWhereItWent() throws InterruptedException {
    Shares shares = new Shares(0.05, 0.01, 0.02, 0.01);
    try (FleetRun run = run(FleetSettings.ofSeed(42).withShares(shares), 100_000, 3_000)) {
      SendLog.Totals totals = run.await();
      assertThat(totals.sent()).isEqualTo(3_000);
      assertThat(totals.acknowledged()).isEqualTo(3_000);
      assertThat(totals.fresh() + totals.duplicates() + totals.rejected()).isEqualTo(3_000);
      assertThat(ingest.arrived()).hasSize(3_000);
      assertThat(ingest.batches()).allMatch(size -> size <= 500);
      assertThat(log.byId()).hasSize((int) totals.fresh());
      assertThat(log.acknowledgement(2_999)).isPresent();
      assertThat(reports.getLast().over()).isTrue();
      assertThat(reports.getLast().totals()).isEqualTo(totals);
    }
  }

  @Test
  void aRunKeepsToItsLength() throws InterruptedException {
    FleetTimeline timeline =
        new FleetTimeline(
            new Fleet(FleetSettings.ofSeed(1)),
            Schedule.steady(1_000),
            new Limit(Long.MAX_VALUE, Duration.ofMillis(300).toNanos()));
    try (FleetRun run = start(timeline)) {
      assertThat(run.await().sent()).isEqualTo(300);
    }
  }

  @Test
  void stopsWithEverythingAcknowledged() throws InterruptedException {
    try (FleetRun run = run(FleetSettings.ofSeed(1), 500, Long.MAX_VALUE)) {
      await().until(() -> log.totals().acknowledged() > 50);
      SendLog.Totals totals = run.stop();
      assertThat(totals.acknowledged()).isEqualTo(totals.sent()).isEqualTo(ingest.arrived().size());
      assertThat(run.isOver()).isTrue();
    }
  }

  @Test
  void aSlowRunStopsAtOnce() throws InterruptedException {
    try (FleetRun run = run(FleetSettings.ofSeed(1), 0.001, Long.MAX_VALUE)) {
      await().until(() -> log.totals().acknowledged() == 1);
      assertThat(run.stop().sent()).isEqualTo(1);
    }
  }

  @Test
  void anIngestPointThatHoldsHoldsTheFleet() throws InterruptedException {
    ingest.hold();
    try (FleetRun run = run(FleetSettings.ofSeed(1), 1_000, 1_000)) {
      await().until(() -> log.totals().sent() > 0);
      await()
          .during(Duration.ofMillis(300))
          .until(() -> log.totals().sent() <= 500 && log.totals().acknowledged() == 0);
      ingest.release();
      assertThat(run.await().acknowledged()).isEqualTo(1_000);
    }
  }

  @Test
  void whatIsNotAcknowledgedWhenARunIsGivenUpIsKnown() throws InterruptedException {
    ingest.hold();
    try (FleetRun run = run(FleetSettings.ofSeed(1), 1_000, 1_000)) {
      await().until(() -> log.totals().sent() > 0);
      SendLog.Totals totals = run.stop(Duration.ofMillis(50));
      assertThat(totals.acknowledged()).isZero();
      assertThat(log.acknowledgement(0)).isEmpty();
    }
  }

  @Test
  void aRefusalForGoodEndsTheRun() {
    ingest.refuse();
    FleetRun run = run(FleetSettings.ofSeed(1), 1_000, 10);
    assertThatThrownBy(run::await)
        .isInstanceOf(IngestRefusedException.class)
        .hasMessage("no stream");
  }

  private FleetRun run(FleetSettings settings, double perSecond, long sends) {
    return start(
        new FleetTimeline(
            new Fleet(settings), Schedule.steady(perSecond), new Limit(sends, Long.MAX_VALUE)));
  }

  private FleetRun start(FleetTimeline timeline) {
    Pacer pacer = Pacer.standard(Clock.systemUTC(), Ticker.system());
    return FleetRun.start(timeline, pacer, ingest, log, reports::add);
  }
}
