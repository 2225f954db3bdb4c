package dev.sluice.e2e.chaos;

import dev.sluice.e2e.Tally;
import dev.sluice.e2e.WorldOptions;
import dev.sluice.e2e.aws.Leases;
import dev.sluice.e2e.aws.Resources;
import dev.sluice.e2e.guarantee.Evidence;
import dev.sluice.e2e.guarantee.Verdict;
import dev.sluice.e2e.worker.WorkerLaunch;
import dev.sluice.e2e.worker.WorkerProcess;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.kinesis.KinesisOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A local stack in this process, workers in processes of their own, a fleet that sends, and all
/// the evidence of it. Nothing goes wrong here by itself.
///
/// Several may follow each other in one process, not live beside each other: the AWS SDK's settings
/// are the JVM's.
public final class ProvingGround implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(180);

  private final LocalStack stack;
  private final Evidence evidence;
  private final Crew crew;
  private final Watcher watcher;
  private final Traffic traffic;
  private final Leases leases;

  /// @param seed of the fleet
  /// @param directory for traces and logs of the workers; has none yet
  public record Setting(long seed, double perSecond, int workers, int shards, Path directory) {
    /// Shorter than outages last here, and longer than any read is from the next.
    static final Duration ITERATOR_LIFE = Duration.ofSeconds(5);

    public Setting {
      between("rate", perSecond, 1, 2000);
      between("workers", workers, 2, 8);
      between("shards", shards, 2, 8);
    }

    Setting in(Path other) {
      return new Setting(seed, perSecond, workers, shards, other);
    }

    private static void between(String name, double value, int least, int most) {
      if (!(value >= least && value <= most)) {
        throw new IllegalArgumentException(
            "%s %s is not in %d..%d".formatted(name, value, least, most));
      }
    }
  }

  private ProvingGround(Setting setting, LocalStack stack) {
    this.stack = stack;
    this.evidence = new Evidence(setting.directory(), Clock.systemUTC());
    this.leases = new Leases();
    this.traffic = new Traffic(setting.seed(), setting.perSecond());
    WorkerLaunch launch =
        WorkerLaunch.of(
            "worker",
            stack.environment(),
            WorldOptions.ephemeral().consumerSettings(),
            setting.directory());
    this.crew = new Crew(launch, setting.workers());
    this.watcher = new Watcher(crew, traffic.backlog(), evidence);
  }

  /// Returns when the workers hold every shard. Nothing is sent yet.
  ///
  /// @throws IllegalStateException if they do not come up
  public static ProvingGround open(Setting setting) throws InterruptedException {
    KinesisOptions kinesis = KinesisOptions.defaults().withIteratorLife(Setting.ITERATOR_LIFE);
    LocalStack stack = LocalStack.start(LocalStackOptions.ephemeral().withKinesis(kinesis));
    stack.sdkProperties().forEach(System::setProperty);
    Resources.make(setting.shards());
    ProvingGround ground = new ProvingGround(setting, stack);
    if (!ground.crew.awaitReady(READY_WITHIN)
        || ground.watcher.await(ground::isEveryShardHeld, READY_WITHIN).isEmpty()) {
      ground.close();
      throw new IllegalStateException(
          "the workers did not come up within %s; see their logs in %s"
              .formatted(READY_WITHIN, setting.directory()));
    }
    return ground;
  }

  private boolean isEveryShardHeld() {
    List<Leases.Held> known = leases();
    return !known.isEmpty() && known.stream().noneMatch(lease -> lease.owner().isEmpty());
  }

  public LocalStack stack() {
    return stack;
  }

  public Crew crew() {
    return crew;
  }

  public Watcher watcher() {
    return watcher;
  }

  public Traffic traffic() {
    return traffic;
  }

  /// Every lease; none while their table is away.
  public List<Leases.Held> leases() {
    try {
      return leases.read();
    } catch (RuntimeException away) {
      return List.of();
    }
  }

  /// The worker that assigns leases; empty while nobody does or the table is away.
  public Optional<String> leader() {
    try {
      return leases.leader();
    } catch (RuntimeException away) {
      return Optional.empty();
    }
  }

  /// Ends everything that was brought about to go wrong.
  public void heal() {
    stack.faults().disarmAll();
    crew.thawAll();
    traffic.multiply(1);
  }

  /// Stops the traffic and waits until all of it is done: every send is covered by a checkpoint,
  /// and the workers have nothing in flight.
  ///
  /// @return whether that came within the time
  public boolean awaitDone(Duration within) throws InterruptedException {
    long end = System.nanoTime() + within.toNanos();
    traffic.stop();
    while (System.nanoTime() < end) {
      if (traffic.backlog().isEmpty() && isAtRest()) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    return false;
  }

  private boolean isAtRest() {
    return crew.active().stream().map(WorkerProcess::tally).allMatch(ProvingGround::isAtRest);
  }

  private static boolean isAtRest(Tally tally) {
    return tally.inFlight() == 0 && tally.isComplete();
  }

  /// Judges all that was sent so far, which must be done.
  public Verdict judge() {
    crew.active().forEach(worker -> evidence.counted(worker.name(), worker.tally(), true));
    return Verdict.of(evidence.history(traffic.log()));
  }

  @Override
  public void close() {
    traffic.close();
    watcher.close();
    crew.close();
    evidence.close();
    leases.close();
    stack.close();
  }
}
