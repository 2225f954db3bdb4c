package dev.sluice.consumer.pipeline;

import static dev.sluice.consumer.pipeline.Samples.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.RejectReason;
import dev.sluice.model.Rejection;
import dev.sluice.quality.Findings;
import dev.sluice.quality.Outcome;
import dev.sluice.quality.QualityCounts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Each event counts once, whoever reads it again and in whatever batches.
class QualityCountTest {
  private static final int EVENTS = 200;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final InMemoryCounters<QualityMinute> counters = new InMemoryCounters<>(new Journal());
  private final TestShard shard = new TestShard();

  private QualityCount worker() {
    return worker(3);
  }

  private QualityCount worker(int metricTypes) {
    return new QualityCount(
        counters, Duration.ofDays(30), new QualityMeters(registry, metricTypes));
  }

  /// Arrival times of a shard ascend only roughly: minutes take turns.
  private static List<Sighting> sightings(Random random) {
    List<Sighting> all = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      Instant received = RECEIVED.plusSeconds(i * 2L + random.nextInt(-90, 90));
      Findings findings = new Findings("type-" + random.nextInt(4), Set.of(), Set.of());
      all.add(new Sighting(Samples.position(1 + i / 3, i % 3).text(), received, findings));
    }
    return all;
  }

  private Map<String, QualityCounts> sum() {
    Map<String, QualityCounts> sum = new TreeMap<>();
    for (QualityMinute minute : counters.kept().values()) {
      minute.types().forEach((type, counts) -> sum.merge(type, counts, QualityCounts::plus));
    }
    return sum;
  }

  private static Map<String, QualityCounts> expected(List<Sighting> sightings) {
    Map<String, QualityCounts> expected = new TreeMap<>();
    for (Sighting seen : sightings) {
      expected.merge(
          seen.findings().eventType(),
          QualityCounts.NONE.plus(seen.findings(), Outcome.DUPLICATE),
          QualityCounts::plus);
    }
    return expected;
  }

  private int count(QualityCount worker, List<Sighting> batch) throws Exception {
    return worker.count(batch, List.of(), List.of(), shard);
  }

  private void countAll(QualityCount worker, List<Sighting> all, Random random) throws Exception {
    for (int from = 0; from < all.size(); ) {
      int to = Math.min(all.size(), from + 1 + random.nextInt(40));
      count(worker, all.subList(from, to));
      from = to;
    }
  }

  @Test
  void outcomesComeFromWhatWasStoredAndRefused() throws Exception {
    Findings findings = new Findings("reading", Set.of(), Set.of());
    List<Sighting> seen =
        IntStream.rangeClosed(1, 4)
            .mapToObj(i -> new Sighting(Samples.position(i, 0).text(), RECEIVED, findings))
            .toList();
    StoredEvent stored = Samples.item(Samples.event(1), 1);

    int added =
        worker()
            .count(
                seen,
                List.of(stored),
                List.of(letter(2, RejectReason.ID_COLLISION), letter(3, RejectReason.NOT_JSON)),
                shard);

    assertThat(added).isEqualTo(4);
    assertThat(sum())
        .containsOnly(
            Map.entry(
                "reading",
                QualityCounts.of(
                    Map.of("stored", 1L, "id_collision", 1L, "rejected", 1L, "duplicate", 1L))));
  }

  private static DeadLetter letter(int sequence, RejectReason reason) {
    Origin origin = new Origin(Samples.position(sequence, 0), "k", RECEIVED, new byte[0]);
    return new DeadLetter(origin, new Rejection(reason, "of a test"));
  }

  @Test
  void replayInOtherBatchesWithMinutesThatTakeTurnsAddsNothing() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed of the counted shard: " + seed);
    Random random = new Random(seed);
    List<Sighting> all = sightings(random);
    countAll(worker(), all, random);
    assertThat(sum()).isEqualTo(expected(all));
    Map<String, QualityMinute> once = Map.copyOf(counters.kept());

    QualityCount another = worker();
    countAll(another, all, random);
    countAll(another, all, random);
    assertThat(counters.kept()).isEqualTo(once);
  }

  @Test
  void twoWorkersOnOneShardCountEachEventOnce() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed of the two workers: " + seed);
    List<Sighting> all = sightings(new Random(seed));
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      List<Callable<Void>> workers =
          IntStream.range(0, 3)
              .mapToObj(number ->
                  (Callable<Void>)
                      () -> {
                        countAll(worker(), all, new Random(seed + number));
                        return null;
                      })
              .toList();
      for (Future<Void> end : threads.invokeAll(workers)) {
        end.get();
      }
    }
    assertThat(sum()).isEqualTo(expected(all));
  }

  @Test
  void nothingIsWrittenForWhatCountsAlready() throws Exception {
    List<Sighting> all = sightings(new Random(1));
    QualityCount worker = worker();
    assertThat(count(worker, all)).isEqualTo(EVENTS);
    assertThat(count(worker, all.subList(0, 10))).isZero();
    assertThat(count(worker, List.of())).isZero();
  }

  @Test
  void aReplayDoesNotCountInTheMetricsEither() throws Exception {
    List<Sighting> all = sightings(new Random(2));
    count(worker(10), all);
    count(worker(10), all);
    assertThat(metered()).isEqualTo(EVENTS);
  }

  @Test
  void typesBeyondTheBoundShareAMetric() throws Exception {
    count(worker(3), sightings(new Random(3)));
    assertThat(
            registry.find("sluice.quality.events").counters().stream()
                .map(counter -> counter.getId().getTag("event_type")))
        .hasSize(4)
        .contains("(other)");
    assertThat(metered()).isEqualTo(EVENTS);
  }

  private double metered() {
    return registry.find("sluice.quality.events").counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }
}
