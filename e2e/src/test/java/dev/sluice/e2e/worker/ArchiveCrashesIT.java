package dev.sluice.e2e.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.aws.Resources;
import dev.sluice.e2e.aws.StoreContents;
import dev.sluice.e2e.guarantee.ArchiveFacts;
import dev.sluice.e2e.guarantee.Evidence;
import dev.sluice.e2e.guarantee.StoreFacts;
import dev.sluice.e2e.guarantee.Verdict;
import dev.sluice.simulator.FleetRun;
import dev.sluice.simulator.SendLog;
import dev.sluice.simulator.Shares;
import dev.sluice.simulator.kinesis.KinesisIngestPoint;
import java.nio.file.Path;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Events expire all the while. Of two archivers one crashes at each fault point in turn, one is
/// frozen until its leases have gone and wakes, and in the end all are killed.
class ArchiveCrashesIT {
  private static final SteadyFleet DEVICES = new SteadyFleet(30, new Shares(0.05, 0.02, 0.05, 0));

  @Test
  void whateverHappensToArchiversWhatExpiredIsInOneRow(@TempDir Path directory)
      throws InterruptedException {
    long seed = Long.getLong("sluice.seed", new SplittableRandom().nextLong(1L << 32));
    System.out.println(getClass().getSimpleName() + ": -Dsluice.seed=" + seed);
    SendLog log = SendLog.remembering();
    try (WorkerStage stage = WorkerStage.archiving(2, directory);
        KinesisIngestPoint ingest = KinesisIngestPoint.connect(Resources.STREAM)) {
      WorkerProcess consumer = stage.start("consumer");
      WorkerProcess first = stage.startArchiver("archiver");
      consumer.awaitReady(WorkerStage.PATIENCE);
      first.awaitReady(WorkerStage.PATIENCE);
      try (FleetRun fleet = DEVICES.start(seed, ingest, log)) {
        WorkerProcess next = first;
        for (FaultPoint point : FaultPoint.OF_ARCHIVER) {
          WorkerProcess victim = next;
          victim.crashAt(point, 1);
          next = stage.startArchiver("spared-" + point.label());
          stage.until(() -> !victim.isAlive());
          assertThat(victim.crashedAt()).as(victim.name()).contains(point);
        }
        WorkerProcess sleeper = next;
        sleeper.holdAt(FaultPoint.AFTER_PREPARE);
        sleeper.awaitHeld(FaultPoint.AFTER_PREPARE, WorkerStage.PATIENCE);
        sleeper.freeze();
        WorkerProcess other = stage.startArchiver("other");
        stage.until(() -> other.isServing() && commits(other) > 0);
        sleeper.thaw();
        sleeper.release();
        stage.until(() -> sleeper.ready());
        other.kill();
        sleeper.kill();
        fleet.stop();
      }
      stage.startArchiver("last");
      stage.until(() -> stage.hasConsumed(log));
      stage.until(ArchiveCrashesIT::isEverythingArchived);
      stage.evidence().counted(consumer.name(), consumer.tally(), true);
      Verdict verdict = Verdict.of(stage.evidence().history(log));
      System.out.println(verdict.table());
      assertThat(verdict.isKept()).as(verdict.table()).isTrue();
      assertThat(verdict.table()).contains("EVERY_EXPIRED_EVENT_ARCHIVED_ONCE");
    }
  }

  private static double commits(WorkerProcess archiver) {
    return archiver.metric("sluice_archive_epochs_total");
  }

  private static boolean isEverythingArchived() {
    try (StoreContents contents = new StoreContents()) {
      if (contents.events().findAny().isPresent()) {
        return false;
      }
      StoreFacts facts = Evidence.factsOf(contents);
      Set<UUID> rows =
          facts.archive().rows().stream()
              .map(ArchiveFacts.Row::eventId)
              .collect(Collectors.toSet());
      return facts.claims().stream().allMatch(claim -> rows.contains(claim.eventId()));
    }
  }
}
