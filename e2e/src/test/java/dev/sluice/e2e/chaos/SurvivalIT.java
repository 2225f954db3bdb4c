package dev.sluice.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.e2e.chaos.Troubles.Target;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Faults;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// One kind of fault at a time, under load.
class SurvivalIT extends GroundSuite {
  /// More than the SDK repeats by itself where it does.
  private static final int CALLS = 4;

  static final List<Fault> FAULTS = Troubles.FAULTS;

  private final SplittableRandom random = new SplittableRandom();

  /// Of every operation at once: each meets the fault four times.
  @ParameterizedTest
  @FieldSource("FAULTS")
  void callsThatFailAreRepeatedUntilTheyDoNot(Fault fault) throws InterruptedException {
    Map<Target, Faults.Armed> armed = new LinkedHashMap<>();
    for (Target target : Troubles.TARGETS) {
      armed.put(target, faults().arm(target.service(), target.operation(), fault, CALLS));
    }
    for (Map.Entry<Target, Faults.Armed> one : armed.entrySet()) {
      await(one.getKey() + " meets " + fault)
          .atMost(SOON)
          .until(() -> one.getValue().hits() >= CALLS);
    }
    awaitCaughtUp();
  }

  @Test
  void shardsThatEndAreFollowedByTheirChildren() throws InterruptedException {
    awaitSends(200);
    assertThat(strike(new Incident.ShardSplit(random.nextInt()))).contains("1 shards became 2");
    awaitSends(200);
    assertThat(strike(new Incident.ShardsMerged(random.nextInt()))).contains("2 shards became 1");
    awaitSends(200);
    long shards = ground().watcher().latest().shards();
    assertThat(strike(new Incident.ShardCountUpdated(shards == 4 ? 3 : 4))).contains("are read");
    awaitSends(200);
    awaitCaughtUp();
  }

  @Test
  void theShardsOfADeadWorkerMoveOn() throws InterruptedException {
    awaitSends(200);
    awaitBalanced();
    assertThat(strike(new Incident.WorkerKilled(random.nextInt()))).contains("shards moved in");
    assertThat(ground().crew().awaitReady(SOON)).isTrue();
    awaitBalanced();
    assertThat(strike(new Incident.LeaderKilled())).contains("shards moved in");
    assertThat(ground().crew().awaitReady(SOON)).isTrue();
    awaitCaughtUp();
  }

  @Test
  void aWorkerThatWakesAfterItsLeasesRanOutDoesNoHarm() throws InterruptedException {
    awaitSends(200);
    awaitBalanced();
    assertThat(strike(new Incident.WorkerFrozen(random.nextInt(), Duration.ofSeconds(1))))
        .containsPattern("shards moved in .*, woke");
    awaitSends(400);
    awaitCaughtUp();
  }

  @Test
  void workersAreReplacedOneByOneUnderLoad() throws InterruptedException {
    awaitSends(200);
    awaitBalanced();
    assertThat(strike(new Incident.WorkerTerminated(random.nextInt()))).contains("shards moved in");
    assertThat(ground().crew().awaitReady(SOON)).isTrue();
    assertThat(strike(new Incident.RollingRestart())).contains("all replaced");
    awaitCaughtUp();
  }

  /// Ten minutes in the field, twenty seconds here.
  @Test
  void aFiveFoldSpikeIsWorkedOffWithinAMinute() throws InterruptedException {
    awaitCaughtUp();
    ground().traffic().multiply(5);
    awaitSends(20_000);
    ground().traffic().multiply(1);
    awaitCaughtUp();
  }
}
