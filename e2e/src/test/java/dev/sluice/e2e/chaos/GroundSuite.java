package dev.sluice.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.e2e.aws.Leases;
import dev.sluice.e2e.chaos.ProvingGround.Setting;
import dev.sluice.e2e.guarantee.Verdict;
import dev.sluice.e2e.worker.WorkerProcess;
import dev.sluice.local.faults.Faults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Two workers and a fleet that sends. Each test makes something go wrong and waits until it is
/// over; then everything sent so far has to be done, and every promise to be kept.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GroundSuite {
  static final Duration SOON = Duration.ofSeconds(120);
  private static final Duration DONE_WITHIN = Duration.ofMinutes(2);

  private ProvingGround ground;
  private Strikes strikes;

  @BeforeAll
  void open(@TempDir Path directory) throws InterruptedException {
    long seed = Long.getLong("sluice.seed", new SplittableRandom().nextLong(1L << 31));
    System.out.println(getClass().getSimpleName() + ": -Dsluice.seed=" + seed);
    ground = ProvingGround.open(new Setting(seed, 120, 2, 4, directory));
    strikes = new Strikes(ground);
  }

  @BeforeEach
  void send() {
    ground.traffic().start();
  }

  @AfterEach
  void everyPromiseIsKept() throws InterruptedException {
    ground.heal();
    assertThat(ground.awaitDone(DONE_WITHIN)).as("all is done within %s", DONE_WITHIN).isTrue();
    Verdict verdict = ground.judge();
    assertThat(verdict.isKept()).as(verdict.table()).isTrue();
    assertThat(ground.watcher().notLive()).as("workers whose liveness went off").isEmpty();
  }

  @AfterAll
  void close() {
    if (ground != null) {
      strikes.close();
      ground.close();
    }
  }

  ProvingGround ground() {
    return ground;
  }

  Faults faults() {
    return ground.stack().faults();
  }

  String strike(Incident incident) throws InterruptedException {
    String effect = strikes.strike(incident);
    System.out.println(incident.text() + " -> " + effect);
    return effect;
  }

  /// Ours to wait on: lag is known to be little again.
  void awaitCaughtUp() throws InterruptedException {
    assertThat(ground.watcher().awaitCaughtUp(SOON)).as("caught up within %s", SOON).isTrue();
  }

  /// Every worker has a shard to lose.
  void awaitBalanced() {
    await()
        .atMost(SOON)
        .until(() ->
            ground.crew().active().size() == ground.crew().workers().size()
                && owners()
                    .containsAll(
                        ground.crew().active().stream().map(WorkerProcess::workerId).toList()));
  }

  private Set<String> owners() {
    return ground.leases().stream()
        .filter(lease -> !Strikes.hasEnded(lease))
        .map(Leases.Held::owner)
        .collect(Collectors.toSet());
  }

  void awaitSends(long more) {
    long from = ground.traffic().log().totals().sent();
    await().atMost(SOON).until(() -> ground.traffic().log().totals().sent() >= from + more);
  }
}
