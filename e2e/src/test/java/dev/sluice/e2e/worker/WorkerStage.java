package dev.sluice.e2e.worker;

import static org.awaitility.Awaitility.await;

import dev.sluice.e2e.WorldOptions;
import dev.sluice.e2e.aws.Leases;
import dev.sluice.e2e.aws.Resources;
import dev.sluice.e2e.guarantee.CheckpointSample;
import dev.sluice.e2e.guarantee.Evidence;
import dev.sluice.e2e.guarantee.Trace;
import dev.sluice.e2e.guarantee.TraceEntry;
import dev.sluice.e2e.guarantee.TraceFile;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.simulator.Acknowledgement;
import dev.sluice.simulator.SendLog;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A local stack, and workers on it that are processes of their own.
final class WorkerStage implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(90);

  private final LocalStack stack;
  private final Path directory;
  private final WorkerLaunch launch;
  private final List<WorkerProcess> workers = new ArrayList<>();
  private final Leases leases;
  private final Evidence evidence;

  private WorkerStage(
      LocalStack stack, Path directory, int shards, Map<String, Object> consumerSettings) {
    this.stack = stack;
    this.directory = directory;
    stack.sdkProperties().forEach(System::setProperty);
    Resources.make(shards);
    launch = WorkerLaunch.of("any", stack.environment(), consumerSettings, directory);
    leases = new Leases();
    evidence = new Evidence(directory, Clock.systemUTC());
  }

  static WorkerStage with(int shards, Path directory) {
    return with(shards, directory, Map.of());
  }

  /// @param more settings of the consumer
  static WorkerStage with(int shards, Path directory, Map<String, Object> more) {
    Map<String, Object> settings = WorldOptions.ephemeral().consumerSettings();
    settings.putAll(more);
    return new WorkerStage(
        LocalStack.start(LocalStackOptions.ephemeral()), directory, shards, settings);
  }

  /// Events expire after seconds, and their removals are forwarded to as many shards.
  static WorkerStage archiving(int shards, Path directory) {
    Map<String, Object> settings = WorldOptions.ephemeral().consumerSettings();
    settings.put("sluice.consumer.events.retention", "PT5S");
    return new WorkerStage(
        LocalStack.start(
            LocalStackOptions.ephemeral()
                .withForwarded(Map.of(Resources.TABLES.events(), Resources.TABLE_CHANGES))),
        directory,
        shards,
        settings);
  }

  /// Starts an archiver; the caller waits for it.
  WorkerProcess startArchiver(String name) {
    Map<String, Object> settings =
        WorldOptions.ephemeral().archiverSettings(directory.resolve("spool-" + name));
    WorkerProcess worker =
        WorkerProcess.start(
            WorkerLaunch.ofArchiver(name, stack.environment(), settings, directory));
    workers.add(worker);
    return worker;
  }

  /// Starts a worker; the caller waits for it.
  WorkerProcess start(String name) {
    WorkerProcess worker = WorkerProcess.start(launch.named(name));
    workers.add(worker);
    return worker;
  }

  /// With a setting of its own.
  WorkerProcess start(String name, String property, Object value) {
    WorkerProcess worker = WorkerProcess.start(launch.named(name).withSetting(property, value));
    workers.add(worker);
    return worker;
  }

  WorkerLaunch launch(String name) {
    return launch.named(name);
  }

  Evidence evidence() {
    return evidence;
  }

  /// The worker that hands out leases; it is one of these.
  WorkerProcess leader(Collection<WorkerProcess> among) {
    until(() -> leaderAmong(among).isPresent());
    return leaderAmong(among).orElseThrow();
  }

  private Optional<WorkerProcess> leaderAmong(Collection<WorkerProcess> workers) {
    Optional<String> leader = leases.leader();
    return workers.stream()
        .filter(worker -> leader.equals(Optional.of(worker.workerId())))
        .findAny();
  }

  /// Whether all that was acknowledged lies behind a checkpoint; shards must not have ended.
  boolean hasConsumed(SendLog log) {
    Map<String, BigInteger> last = new HashMap<>();
    for (SendLog.Send send : log.sends()) {
      Acknowledgement at = Objects.requireNonNull(send.acknowledgement());
      last.merge(at.shardId(), new BigInteger(at.sequenceNumber()), BigInteger::max);
    }
    return leases.read().stream()
        .allMatch(lease -> {
          BigInteger end = last.getOrDefault(lease.shardId(), BigInteger.ZERO);
          return CheckpointSample.of(Instant.EPOCH, lease.shardId(), lease.checkpoint())
              .sequence()
              .map(checkpoint -> checkpoint.compareTo(end) >= 0)
              .orElse(end.signum() == 0);
        });
  }

  /// Gathers evidence while it waits.
  void until(Callable<Boolean> condition) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> {
          evidence.gather();
          return condition.call();
        });
  }

  /// The shards whose lease a worker holds and that have not ended.
  Set<String> shardsOf(WorkerProcess worker) {
    return leases.read().stream()
        .filter(lease -> lease.owner().equals(worker.workerId()))
        .filter(lease -> !lease.checkpoint().equals("SHARD_END"))
        .map(Leases.Held::shardId)
        .collect(Collectors.toUnmodifiableSet());
  }

  void awaitShards(WorkerProcess... holders) {
    until(() -> Stream.of(holders).noneMatch(worker -> shardsOf(worker).isEmpty()));
  }

  List<TraceEntry> trace(WorkerProcess worker) {
    Trace trace = TraceFile.read(directory.resolve(worker.name() + ".ndjson"));
    try (Stream<TraceEntry> entries = trace.entries()) {
      return entries.toList();
    }
  }

  <T extends TraceEntry> List<T> trace(WorkerProcess worker, Class<T> kind) {
    return trace(worker).stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Override
  public void close() {
    workers.forEach(WorkerProcess::close);
    evidence.close();
    leases.close();
    stack.close();
  }
}
