package dev.sluice.e2e.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.aws.Resources;
import dev.sluice.e2e.guarantee.Verdict;
import dev.sluice.simulator.FleetRun;
import dev.sluice.simulator.SendLog;
import dev.sluice.simulator.Shares;
import dev.sluice.simulator.kinesis.KinesisIngestPoint;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Devices send all the while; of two workers one crashes at each fault point in turn, and one that
/// stands by goes on where it was.
class CrashPointsIT {
  private static final SteadyFleet DEVICES = new SteadyFleet(100, new Shares(0.1, 0.05, 0.15, 0));

  @Test
  void aCrashAtAnyPointLosesNothingAndDoublesNothing(@TempDir Path directory)
      throws InterruptedException {
    long seed = Long.getLong("sluice.seed", new SplittableRandom().nextLong(1L << 32));
    System.out.println(getClass().getSimpleName() + ": -Dsluice.seed=" + seed);
    SendLog log = SendLog.remembering();
    try (WorkerStage stage = WorkerStage.with(2, directory);
        KinesisIngestPoint ingest = KinesisIngestPoint.connect(Resources.STREAM)) {
      WorkerProcess one = stage.start("one");
      WorkerProcess two = stage.start("two");
      stage.awaitShards(one, two);
      // a leader that dies costs seconds, and is another test's business
      WorkerProcess stays = stage.leader(List.of(one, two));
      WorkerProcess next = stays == one ? two : one;
      try (FleetRun fleet = DEVICES.start(seed, ingest, log)) {
        for (FaultPoint point : FaultPoint.OF_CONSUMER) {
          WorkerProcess victim = next;
          victim.crashAt(point, 1);
          next = stage.start("spared-" + point.label());
          stage.until(() -> !victim.isAlive());
          assertThat(victim.crashedAt()).as(victim.name()).contains(point);
          assertThat(victim.exitCode()).hasValue(FaultPoints.EXIT);
        }
        fleet.stop();
      }
      stage.until(() -> stage.hasConsumed(log));
      assertKept(stage, log, List.of(stays, next));
    }
  }

  private static void assertKept(WorkerStage stage, SendLog log, List<WorkerProcess> workers) {
    for (WorkerProcess worker : workers) {
      stage.evidence().counted(worker.name(), worker.tally(), true);
    }
    Verdict verdict = Verdict.of(stage.evidence().history(log));
    assertThat(verdict.isKept()).as(verdict.table()).isTrue();
  }
}
