package dev.sluice.stream.kcl;

import static dev.sluice.stream.kcl.StreamBench.texts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.stream.CallRefused;
import dev.sluice.stream.KclTimings;
import dev.sluice.stream.PatientCaller;
import dev.sluice.stream.RecordBatch;
import dev.sluice.stream.Retrieval;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardProcessor;
import dev.sluice.stream.ShardProcessorFactory;
import dev.sluice.stream.ShardReleased;
import dev.sluice.stream.StreamRecord;
import dev.sluice.stream.aws.AwsFaults;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Workers on a real Kinesis Client Library, a real lease table and a real stream.
@Execution(ExecutionMode.CONCURRENT)
class StreamWorkerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static LocalAws aws;

  @BeforeAll
  static void startAws() {
    aws = new LocalAws();
  }

  @AfterAll
  static void stopAws() {
    aws.close();
  }

  @Test
  void oneWorkerProcessesEveryRecordOnceInTheOrderOfItsShardAndThenHasNoLag() {
    try (StreamBench bench = new StreamBench("plain", 4, Retrieval.polling())) {
      Journal journal = new Journal();
      bench.put(0, 2_000);
      long start = System.nanoTime();
      bench.start("alone", journal);
      await().atMost(PATIENCE).until(() -> journal.size() >= 2_000);
      System.out.printf("all of 2000 records processed %s after start%n", StreamBench.since(start));

      assertThat(journal.data()).containsExactlyInAnyOrderElementsOf(texts(0, 2_000));
      assertThat(journal.sequenceNumbersByShard()).hasSize(4);
      assertThat(journal.sequenceNumbersByShard().values())
          .allSatisfy(numbers -> assertThat(numbers).isSorted().doesNotHaveDuplicates());
      await().atMost(PATIENCE).until(() -> bench.board.lagMillis() == 0);
      assertThat(bench.board.health().ready()).isTrue();
      assertThat(bench.registry.find("sluice.shard.lag").gauges()).hasSize(4);
      assertThat(bench.registry.get("sluice.checkpoints").counter().count()).isPositive();
    }
  }

  @Test
  void twoWorkersShareTheShardsAndTheOneThatStaysTakesOverFromTheOneThatStops() throws Exception {
    try (StreamBench bench = new StreamBench("shared", 4, Retrieval.polling())) {
      Journal journal = new Journal();
      bench.put(0, 500);
      StreamWorker first = bench.start("first", journal);
      await().atMost(PATIENCE).until(() -> bench.shardsByWorker().size() == 1);
      long start = System.nanoTime();
      StreamWorker second = bench.start("second", journal);
      await()
          .atMost(PATIENCE)
          .until(() ->
              bench.shardsByWorker().getOrDefault(first.identifier(), 0L) == 2
                  && bench.shardsByWorker().getOrDefault(second.identifier(), 0L) == 2);
      System.out.printf("balanced %s after the second started%n", StreamBench.since(start));

      bench.put(500, 1_000);
      long stopped = System.nanoTime();
      assertThat(first.stop()).isTrue();
      System.out.printf("stopped within %s%n", StreamBench.since(stopped));
      bench.put(1_000, 1_500);
      await()
          .atMost(PATIENCE)
          .until(() -> bench.shardsByWorker().getOrDefault(second.identifier(), 0L) == 4);
      System.out.printf("taken over %s after the order to stop%n", StreamBench.since(stopped));
      await().atMost(PATIENCE).until(() -> journal.size() >= 1_500);
      assertThat(journal.data()).containsExactlyInAnyOrderElementsOf(texts(0, 1_500));
    }
  }

  @Test
  void anAggregateOfTheProducerLibraryIsTakenApartAndItsRecordsAreNumbered() {
    try (StreamBench bench = new StreamBench("aggregate", 1, Retrieval.polling())) {
      ConcurrentLinkedQueue<StreamRecord> seen = new ConcurrentLinkedQueue<>();
      bench.putAggregate("device-1", List.of("one", "two", "three"));
      bench.start("unpacker", (shard, control) -> batch -> seen.addAll(batch.records()));
      await().atMost(PATIENCE).until(() -> seen.size() >= 3);

      assertThat(seen)
          .extracting(record -> UTF_8.decode(record.data()).toString())
          .containsExactly("one", "two", "three");
      assertThat(seen).extracting(StreamRecord::subSequenceNumber).containsExactly(0L, 1L, 2L);
      assertThat(seen)
          .extracting(StreamRecord::sequenceNumber)
          .containsOnly(seen.element().sequenceNumber());
      assertThat(seen).extracting(StreamRecord::partitionKey).containsOnly("device-1");
    }
  }

  @Test
  void aSplitLosesNothingAndTheChildrenComeAfterTheirParent() {
    try (StreamBench bench = new StreamBench("split", 2, Retrieval.polling())) {
      Journal journal = new Journal();
      bench.put(0, 1_000);
      bench.start("splitter", journal);
      bench.splitFirstShard();
      await().atMost(PATIENCE).until(bench::isActive);
      bench.put(1_000, 2_000);
      await().atMost(PATIENCE).until(() -> journal.size() >= 2_000);

      assertThat(journal.data()).containsExactlyInAnyOrderElementsOf(texts(0, 2_000));
      assertThat(journal.sequenceNumbersByShard()).hasSize(4);
      assertThat(bench.checkpoint("shardId-000000000000")).hasValue("SHARD_END");
      await()
          .atMost(PATIENCE)
          .until(() -> bench.registry.find("sluice.shard.lag").gauges().size() == 3);
    }
  }

  @Test
  void aBatchThatWaitsForABrokenServiceIsGivenUpAtTheEndOfTheDrainAndDoneByTheNextWorker()
      throws Exception {
    try (StreamBench bench = new StreamBench("outage", 1, Retrieval.polling())) {
      bench.put(0, 100);
      Journal journal = new Journal();
      StreamWorker waiting =
          bench.start(
              "waiting",
              bench.settings.withTimings(KclTimings.LOCAL.withDrain(Duration.ofSeconds(1))),
              (shard, control) -> retryForEver(control));
      await().atMost(PATIENCE).until(() -> !bench.board.health().ready() && retries(bench) >= 5);
      assertThat(bench.board.health().live()).isTrue();
      long stopped = System.nanoTime();
      assertThat(waiting.stop()).isFalse();
      assertThat(StreamBench.since(stopped)).isLessThan(Duration.ofSeconds(6));
      assertThat(bench.checkpoint("shardId-000000000000")).hasValue("TRIM_HORIZON");

      bench.start("healthy", journal);
      await().atMost(PATIENCE).until(() -> journal.size() >= 100);
      assertThat(journal.data()).containsExactlyElementsOf(texts(0, 100));
    }
  }

  @Test
  void aProcessorThatIsBusyLearnsThatItsLeaseHasGone() {
    try (StreamBench bench = new StreamBench("stolen", 1, Retrieval.polling())) {
      bench.put(0, 10);
      Set<String> closed = ConcurrentHashMap.newKeySet();
      bench.start(
          "robbed",
          (shard, control) ->
              new ShardProcessor() {
                @Override
                public void process(RecordBatch batch) throws ShardReleased, InterruptedException {
                  retryForEver(control).process(batch);
                }

                @Override
                public void close() {
                  closed.add(shard.shardId());
                }
              });
      await().atMost(PATIENCE).until(() -> retries(bench) >= 2);
      bench.stealLease("shardId-000000000000", "thief");
      await().atMost(PATIENCE).until(() -> closed.contains("shardId-000000000000"));
      assertThat(bench.checkpoint("shardId-000000000000")).hasValue("TRIM_HORIZON");
    }
  }

  @Test
  void aBugInAProcessorSkipsNothing() {
    try (StreamBench bench = new StreamBench("bug", 1, Retrieval.polling())) {
      bench.put(0, 100);
      Journal journal = new Journal();
      AtomicInteger bugs = new AtomicInteger(2);
      ShardProcessorFactory factory =
          (shard, control) ->
              batch -> {
                if (bugs.getAndDecrement() > 0) {
                  throw new IllegalStateException("a bug");
                }
                journal.write(shard.shardId(), batch);
              };
      bench.start("buggy", factory);
      await().atMost(PATIENCE).until(() -> journal.size() >= 100);
      assertThat(journal.data()).containsExactlyElementsOf(texts(0, 100));
      await().atMost(PATIENCE).until(() -> bench.board.health().ready());
    }
  }

  @Test
  void fanOutDeliversEveryRecordOnceInTheOrderOfItsShard() {
    try (StreamBench bench = new StreamBench("fan-out", 2, Retrieval.fanOut())) {
      Journal journal = new Journal();
      bench.put(0, 500);
      bench.start("subscriber", journal);
      await().atMost(PATIENCE).until(() -> journal.size() >= 500);
      bench.put(500, 1_000);
      await().atMost(PATIENCE).until(() -> journal.size() >= 1_000);

      assertThat(journal.data()).containsExactlyInAnyOrderElementsOf(texts(0, 1_000));
      assertThat(journal.sequenceNumbersByShard().values())
          .allSatisfy(numbers -> assertThat(numbers).isSorted().doesNotHaveDuplicates());
    }
  }

  private static double retries(StreamBench bench) {
    var counter = bench.registry.find("sluice.retries").tag("operation", "broken").counter();
    return counter == null ? 0 : counter.count();
  }

  private static ShardProcessor retryForEver(ShardControl control) {
    PatientCaller caller = new PatientCaller(new AwsFaults(), StreamBench.RANDOM);
    return batch -> {
      try {
        caller.call(
            "broken",
            () -> {
              throw new IOException("no answer");
            },
            control);
      } catch (CallRefused e) {
        throw new IllegalStateException(e);
      }
    };
  }
}
