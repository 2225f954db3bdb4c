package dev.sluice.stream.kcl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.parallel.Isolated;

/// Workers in processes of their own die, stop, freeze and start, on a stream that gets records all
/// the time. How long it takes is printed; what is asserted is that nothing is lost and no
/// checkpoint is ever ahead of what was processed.
@Isolated
class HandOverIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static LocalAws aws;

  private WorkerFleet fleet;
  private WorkerHandle first;
  private CheckpointLog checkpoints;

  @BeforeAll
  static void startAws() {
    aws = new LocalAws();
  }

  @AfterAll
  static void stopAws() {
    aws.close();
  }

  @BeforeEach
  void startFleet(TestInfo test) {
    fleet = new WorkerFleet(test.getTestMethod().orElseThrow().getName(), "local");
    first = fleet.start("first");
    fleet.awaitShards(first, WorkerFleet.SHARDS);
    checkpoints = new CheckpointLog(fleet);
  }

  @AfterEach
  void stopFleet() throws InterruptedException {
    checkpoints.close();
    fleet.close();
  }

  @Test
  void nothingIsLostWhenWorkersStopOrAreKilledTheLeaderAmongThem() throws InterruptedException {
    HandOverTimes times = new HandOverTimes();
    times.add(HandOver.round(fleet, first, 1));
    System.out.println(times.table());
    assertNothingLost();
  }

  @Test
  void aStopReturnsNothingUnfinishedAndLeavesNoLeaseBehind() throws InterruptedException {
    WorkerHandle other = fleet.start("other");
    fleet.awaitShards(other, WorkerFleet.SHARDS / 2);
    first.stop();
    assertThat(first.awaitEnd()).isEqualTo(143);
    assertThat(fleet.bench().leaseOwners().values()).containsOnly(other.identifier());
    fleet.awaitShards(other, WorkerFleet.SHARDS);
    assertThat(fleet.processedByTwo()).isEmpty();
    other.stop();
    other.awaitEnd();
    assertThat(fleet.bench().leaseOwners().values()).containsOnly("nobody");
    WorkerHandle third = fleet.start("third");
    fleet.awaitShards(third, WorkerFleet.SHARDS);
    assertNothingLost();
    assertThat(fleet.processedByTwo()).isEmpty();
  }

  @Test
  void aWorkerFrozenPastItsLeaseAmidABatchNotesNothingWhenItWakes() throws InterruptedException {
    WorkerHandle other = fleet.start("other");
    fleet.awaitShards(other, WorkerFleet.SHARDS / 2);
    List<String> shards = fleet.shardsOf(first);
    first.hold();
    await().atMost(PATIENCE).until(() -> fleet.told(first, WorkerEvent.Kind.HOLDS, shards));
    first.freeze();
    fleet.awaitShards(other, WorkerFleet.SHARDS);
    fleet.awaitCheckpointsBeyond(shards);

    first.wake();
    first.goOn();
    await().atMost(PATIENCE).until(() -> fleet.told(first, WorkerEvent.Kind.CLOSED, shards));
    assertThat(fleet.processedByTwo()).isNotEmpty();
    await()
        .atMost(PATIENCE)
        .until(() -> fleet.shardsOf(first).size() == 2 && fleet.shardsOf(other).size() == 2);
    assertNothingLost();
  }

  private void assertNothingLost() {
    fleet.finish();
    checkpoints.close();
    assertThat(CheckpointLog.missing(fleet)).isEmpty();
    assertThat(checkpoints.size()).isPositive();
    assertThat(checkpoints.ahead()).isEmpty();
    assertThat(checkpoints.steppedBack()).isEmpty();
  }
}
