package dev.sluice.e2e.chaos;

import dev.sluice.e2e.aws.Leases;
import dev.sluice.e2e.aws.Resharding;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.Service;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Makes incidents happen and tells what came of each. Several at a time, each by a thread of its
/// own.
public final class Strikes implements AutoCloseable {
  /// How long an effect is waited for.
  static final Duration PATIENCE = Duration.ofSeconds(90);

  private final ProvingGround ground;
  private final WorkerStrikes workers;
  private final Resharding resharding = new Resharding();
  private final CountDownLatch ending = new CountDownLatch(1);

  public Strikes(ProvingGround ground) {
    this.ground = ground;
    this.workers = new WorkerStrikes(ground);
  }

  /// Returns when what happened is over and survived, or patience is.
  ///
  /// @return its effect, in words
  public String strike(Incident incident) throws InterruptedException {
    return switch (incident) {
      case Incident.WorkerKilled(int draw) -> workers.kill(draw);
      case Incident.LeaderKilled() -> workers.killLeader();
      case Incident.WorkerTerminated(int draw) -> workers.terminate(draw);
      case Incident.WorkerCrashed crash -> workers.crash(crash);
      case Incident.WorkerFrozen(int draw, Duration length) ->
          workers.freeze(draw, () -> last(length));
      case Incident.RollingRestart() -> workers.restartAll();
      case Incident.ShardSplit(int draw) -> reshard(() -> resharding.split(draw));
      case Incident.ShardsMerged(int draw) -> reshard(() -> resharding.merge(draw));
      case Incident.ShardCountUpdated(int shards) -> reshard(() -> resharding.update(shards));
      case Incident.Ailing ailing -> ail(ailing);
      case Incident.Outage outage -> outage(outage);
      case Incident.Spike spike -> spike(spike);
    };
  }

  /// What lasts ends now.
  public void endAll() {
    ending.countDown();
  }

  /// The time for which something goes on; shorter when everything ends.
  interface Lasting {
    void last() throws InterruptedException;
  }

  private void last(Duration length) throws InterruptedException {
    boolean _ = ending.await(length.toMillis(), TimeUnit.MILLISECONDS);
  }

  private String reshard(Supplier<Resharding.Change> change) throws InterruptedException {
    long start = System.nanoTime();
    Resharding.Change made;
    try {
      made = change.get();
    } catch (RuntimeException e) {
      return "not done: " + e.getMessage();
    }
    boolean handedOn = ground.watcher().await(() -> isHandedOn(made), PATIENCE).isPresent();
    return "%d shards became %d, which are %s after %s"
        .formatted(
            made.parents().size(),
            made.children().size(),
            handedOn ? "read" : "not read",
            since(start));
  }

  private boolean isHandedOn(Resharding.Change change) {
    List<Leases.Held> leases = ground.leases();
    boolean ended =
        leases.stream()
            .filter(lease -> change.parents().contains(lease.shardId()))
            .allMatch(Strikes::hasEnded);
    Set<String> unread = new java.util.HashSet<>(change.children());
    leases.stream()
        .filter(lease -> !lease.owner().isEmpty())
        .forEach(lease -> unread.remove(lease.shardId()));
    return ended && unread.isEmpty();
  }

  static boolean hasEnded(Leases.Held lease) {
    return lease.checkpoint().equals("SHARD_END");
  }

  private String ail(Incident.Ailing ailing) throws InterruptedException {
    Faults faults = ground.stack().faults();
    Faults.Armed armed =
        faults.armForShare(
            ailing.service(), ailing.operation(), ailing.fault(), ailing.share(), ailing.seed());
    last(ailing.length());
    armed.disarm();
    return armed.hits() + " calls hit";
  }

  private String outage(Incident.Outage outage) throws InterruptedException {
    Fault fault =
        outage.away().service() == Service.KINESIS
            ? new Fault.ServerError(500)
            : new Fault.ConnectionCut();
    Faults faults = ground.stack().faults();
    Faults.Armed armed =
        faults.armUntilDisarmed(outage.away().service(), outage.away().operation(), fault);
    last(outage.length());
    armed.disarm();
    return armed.hits() + " calls hit; " + caughtUp();
  }

  private String spike(Incident.Spike spike) throws InterruptedException {
    ground.traffic().multiply(spike.factor());
    last(spike.length());
    ground.traffic().multiply(1);
    return "over; " + caughtUp();
  }

  private String caughtUp() throws InterruptedException {
    long start = System.nanoTime();
    boolean caughtUp = ground.watcher().awaitCaughtUp(PATIENCE);
    return "lag %s under 1 s after %s".formatted(caughtUp ? "is" : "is not", since(start));
  }

  static String since(long startNanos) {
    return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - startNanos) / 1e9);
  }

  @Override
  public void close() {
    endAll();
    resharding.close();
  }
}
