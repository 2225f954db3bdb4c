package dev.sluice.e2e.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.e2e.Tally;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FaultPointsTest {
  private final List<Report> reports = new CopyOnWriteArrayList<>();
  private final AtomicInteger halts = new AtomicInteger();
  private final FaultPoints points = new FaultPoints(reports::add, halts::incrementAndGet);

  @Test
  void aCrashComesAtTheTimeThatWasAskedForAndOnce() throws InterruptedException {
    points.crash(new Order.Crash(FaultPoint.AFTER_STORE, 2));
    points.meet(FaultPoint.AFTER_STORE);
    points.meet(FaultPoint.AFTER_CLAIM);
    assertThat(halts).hasValue(0);
    points.meet(FaultPoint.AFTER_STORE);
    assertThat(halts).hasValue(1);
    points.meet(FaultPoint.AFTER_STORE);
    assertThat(halts).hasValue(1);
    assertThat(reports).containsExactly(new Report.Crashing(FaultPoint.AFTER_STORE));
  }

  @Test
  void whoeverMeetsAHeldPointWaitsForTheRelease() throws InterruptedException {
    points.hold(new Order.Hold(FaultPoint.AFTER_CLAIM));
    AtomicInteger passed = new AtomicInteger();
    Thread shard =
        Thread.ofVirtual()
            .start(() -> {
              try {
                points.meet(FaultPoint.AFTER_CLAIM);
                passed.incrementAndGet();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    await().until(() -> reports.contains(new Report.Holding(FaultPoint.AFTER_CLAIM)));
    assertThat(passed).hasValue(0);
    points.release();
    shard.join();
    assertThat(passed).hasValue(1);
  }

  @Test
  void everyOrderAndReportReadsAsItWasWritten() {
    List<Order> orders =
        List.of(
            new Order.Start(),
            new Order.Crash(FaultPoint.HALF_STORED, 3),
            new Order.Hold(FaultPoint.AFTER_CLAIM),
            new Order.Release());
    assertThat(orders).allSatisfy(order -> assertThat(Order.parse(order.line())).isEqualTo(order));
    List<Report> all =
        List.of(
            new Report.Serving(8081, "consumer-1-ab"),
            new Report.Obeyed(7),
            new Report.Holding(FaultPoint.AFTER_CLAIM),
            new Report.Crashing(FaultPoint.HALF_STORED));
    assertThat(all).allSatisfy(one -> assertThat(Report.parse(one.line())).isEqualTo(one));
    assertThatThrownBy(() -> Order.parse("crash NOWHERE 1")).hasMessageContaining("NOWHERE");
    assertThatThrownBy(() -> Order.parse("explode"))
        .hasMessageContaining("explode")
        .hasMessageContaining("AFTER_STORE");
    assertThatThrownBy(() -> new Order.Crash(FaultPoint.AFTER_STORE, 0))
        .hasMessageContaining("time 0");
  }

  @Test
  void aScrapeReadsAsTheTallyOfTheConsumer() {
    String text =
        """
        # TYPE sluice_events_total counter
        sluice_events_total{outcome="duplicate",reason="none"} 3.0
        sluice_events_total{outcome="erased",reason="none"} 2.0
        sluice_events_total{outcome="received",reason="none"} 23.0
        sluice_events_total{outcome="rejected",reason="id_collision"} 2.0
        sluice_events_total{outcome="stored",reason="none"} 15.0
        sluice_events_in_flight 1.0
        sluice_events_released_total 0.0
        sluice_lag_milliseconds{application="sluice-consumer"} 250.0
        """;
    Tally tally = Scrape.tally(text);
    assertThat(tally)
        .isEqualTo(
            new Tally(
                23,
                15,
                3,
                new TreeMap<>(Map.of("id_collision", 2L)),
                2,
                0,
                1,
                Duration.ofMillis(250)));
    assertThat(tally.isComplete()).isTrue();
    assertThat(Scrape.tally("sluice_lag_milliseconds{application=\"a\"} NaN\n").lag()).isZero();
  }
}
