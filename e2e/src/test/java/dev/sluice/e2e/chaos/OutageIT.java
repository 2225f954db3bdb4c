package dev.sluice.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.e2e.aws.Leases;
import dev.sluice.e2e.worker.WorkerProcess;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.Service;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the pipeline needs goes away and comes back. Leases live for three seconds here, iterators
/// for five.
class OutageIT extends GroundSuite {
  private static final Duration OUTLIVES_LEASES_AND_ITERATORS = Duration.ofSeconds(8);

  @Test
  void dynamoDbAwayForLongerThanLeasesAndIteratorsLive() throws InterruptedException {
    Faults.Armed away = away(Service.DYNAMODB, Faults.ANY_OPERATION);
    long stored = stored();
    awaitNotReadyButLive();
    hold(OUTLIVES_LEASES_AND_ITERATORS);
    assertThat(stored()).as("stored while the store was away").isLessThan(stored + 400);
    assertThatMemoryIsBounded();
    away.disarm();

    awaitReadyAndCaughtUp();
  }

  @Test
  void deadLettersWaitWhileS3IsAway() throws InterruptedException {
    Faults.Armed away = away(Service.S3, Faults.ANY_OPERATION);
    awaitNotReadyButLive();
    Map<String, String> held = awaitEveryShardHolds();
    hold(OUTLIVES_LEASES_AND_ITERATORS);
    assertThat(checkpoints()).as("a shard with a letter to write holds").isEqualTo(held);
    assertThatMemoryIsBounded();
    away.disarm();

    awaitReadyAndCaughtUp();
    assertThat(checkpoints()).isNotEqualTo(held);
  }

  @Test
  void aStreamThatCannotBeReadIsReadOnAfterwards() throws InterruptedException {
    Faults.Armed away = away(Service.KINESIS, "GetRecords");
    Map<String, String> held = awaitEveryShardHolds();
    awaitNotReadyButLive();
    assertThat(checkpoints()).isEqualTo(held);
    away.disarm();

    awaitReadyAndCaughtUp();
    assertThat(checkpoints()).isNotEqualTo(held);
  }

  private Faults.Armed away(Service service, String operation) {
    awaitSends(200);
    Fault fault =
        service == Service.KINESIS ? new Fault.ServerError(500) : new Fault.ConnectionCut();
    return faults().armUntilDisarmed(service, operation, fault);
  }

  private void awaitNotReadyButLive() {
    await()
        .atMost(SOON)
        .until(() -> ground().crew().active().stream().noneMatch(WorkerProcess::ready));
    assertThat(ground().crew().active()).hasSize(2).allMatch(WorkerProcess::live);
  }

  /// A shard goes on until it meets what it cannot do.
  private Map<String, String> awaitEveryShardHolds() {
    AtomicReference<Map<String, String>> last = new AtomicReference<>(Map.of());
    await()
        .during(Duration.ofSeconds(3))
        .atMost(SOON)
        .until(() -> {
          Map<String, String> now = checkpoints();
          return now.equals(last.getAndSet(now));
        });
    return last.get();
  }

  /// The condition has to hold all the time.
  private void hold(Duration length) {
    await()
        .during(length)
        .atMost(length.plus(SOON))
        .until(() -> ground().crew().active().stream().allMatch(WorkerProcess::live));
  }

  /// Workers have 128 MiB of heap and end when it is full.
  private void assertThatMemoryIsBounded() {
    assertThat(ground().crew().workers()).allMatch(WorkerProcess::isAlive);
    assertThat(ground().crew().workers())
        .extracting(WorkerProcess::name)
        .allMatch(name -> name.endsWith("-1"), "the first of its post");
  }

  private void awaitReadyAndCaughtUp() throws InterruptedException {
    await()
        .atMost(SOON)
        .until(() -> ground().crew().active().stream().allMatch(WorkerProcess::ready));
    awaitCaughtUp();
  }

  private long stored() {
    return ground().crew().active().stream().mapToLong(worker -> worker.tally().stored()).sum();
  }

  private Map<String, String> checkpoints() {
    return ground().leases().stream()
        .collect(Collectors.toMap(Leases.Held::shardId, Leases.Held::checkpoint));
  }
}
