package dev.sluice.stream.kcl;

import dev.sluice.stream.CommittingProcessorFactory;
import dev.sluice.stream.HashKeys;
import dev.sluice.stream.SequenceNumber;
import dev.sluice.stream.ShardBoard;
import dev.sluice.stream.ShardRef;
import dev.sluice.stream.ShardWatch;
import dev.sluice.stream.WorkerSettings;
import dev.sluice.stream.aws.StreamClients;
import dev.sluice.stream.session.HeldShard;
import dev.sluice.stream.session.ShardSession;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.common.HashKeyRangeForLease;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.coordinator.WorkerStateChangeListener;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.leases.LeaseRefresher;
import software.amazon.kinesis.leases.exceptions.LeasingException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/// One scheduler of the Kinesis Client Library, from its assembly to its end.
final class WorkerRun implements WorkerStateChangeListener {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerRun.class);

  private final String identifier;
  private final WorkerSettings settings;
  private final Instant streamCreated;
  private final ShardBoard board;
  private final Scheduler scheduler;
  private final LeaseTable leaseTable;
  private final LeaseHandOver handOver;
  private volatile boolean stopping;
  private volatile boolean givenUp;

  private WorkerRun(
      String identifier,
      WorkerSettings settings,
      StreamClients clients,
      Instant streamCreated,
      ShardBoard board,
      Sessions sessions) {
    this.identifier = identifier;
    this.settings = settings;
    this.streamCreated = streamCreated;
    this.board = board;
    this.scheduler =
        new SchedulerAssembly(settings, clients, identifier)
            .assemble(
                () -> new KclShardProcessor(input -> session(input, sessions), this::handOver),
                this);
    LeaseRefresher leases = scheduler.leaseCoordinator().leaseRefresher();
    this.leaseTable = new LeaseTable(settings, clients, leases);
    this.handOver =
        new LeaseHandOver(settings, clients, leases, identifier, InstantSource.system());
  }

  private record Sessions(CommittingProcessorFactory factory, RandomGenerator random) {}

  /// Asks Kinesis for the stream.
  static WorkerRun open(
      String identifier,
      WorkerSettings settings,
      StreamClients clients,
      CommittingProcessorFactory factory,
      ShardBoard board,
      RandomGenerator random)
      throws InterruptedException, ExecutionException, TimeoutException {
    Instant created =
        clients
            .kinesis()
            .describeStreamSummary(b -> b.streamName(settings.stream()))
            .get(30, TimeUnit.SECONDS)
            .streamDescriptionSummary()
            .streamCreationTimestamp();
    return new WorkerRun(
        identifier, settings, clients, created, board, new Sessions(factory, random));
  }

  /// Gets the lease table ready; may be repeated.
  void prepare()
      throws InterruptedException, ExecutionException, TimeoutException, LeasingException {
    if (settings.prepareLeases()) {
      leaseTable.prepare();
    }
  }

  /// Returns when the scheduler has come to its end.
  void run() {
    LeaseRefresher leases = scheduler.leaseCoordinator().leaseRefresher();
    try (LeaseTableProbe probe =
        new LeaseTableProbe(
            () -> leases.getLease(identifier), // there is none of this name: any answer will do
            settings.timings().leaseFailover(),
            answers -> board.leasesReachable(identifier, answers))) {
      probe.start();
      scheduler.run();
    }
  }

  @Override
  public void onWorkerStateChange(WorkerState state) {
    board.workerRunning(identifier, state == WorkerState.STARTED);
  }

  private ShardSession session(InitializationInput input, Sessions sessions) {
    String shardId = input.shardId();
    ShardRef shard =
        new ShardRef(settings.application(), settings.stream(), streamCreated, shardId);
    ShardWatch watch = board.open(identifier, shard);
    HeldShard control = new HeldShard(shard, watch, held(shardId), opening(input));
    return new ShardSession(
        sessions.factory(), control, watch, sessions.random(), () -> giveBack(shardId));
  }

  private HeldShard.Opening opening(InitializationInput input) {
    Lease lease = scheduler.leaseCoordinator().getCurrentlyHeldLease(input.shardId());
    HashKeyRangeForLease range = lease == null ? null : lease.hashKeyRangeForLease();
    ExtendedSequenceNumber from = input.extendedSequenceNumber();
    return new HeldShard.Opening(
        Optional.ofNullable(range)
            .map(keys -> new HashKeys(keys.startingHashKey(), keys.endingHashKey())),
        Optional.ofNullable(from)
            // else it is a word such as TRIM_HORIZON
            .filter(at -> Character.isDigit(at.sequenceNumber().charAt(0)))
            .map(at ->
                new SequenceNumber(
                    new BigInteger(at.sequenceNumber()), Math.max(0, at.subSequenceNumber()))));
  }

  /// Whether the lease is still the one under which the session was opened. It may have gone and
  /// come back meanwhile, which its token tells. The library answers by the age of the last
  /// renewal, so a process that was frozen past its lease hears "no" as soon as it wakes. A lease
  /// that ran out is never renewed, so a "no" is final.
  private BooleanSupplier held(String shardId) {
    UUID token = token(shardId);
    return () -> !givenUp && token != null && token.equals(token(shardId));
  }

  private @Nullable UUID token(String shardId) {
    Lease lease = scheduler.leaseCoordinator().getCurrentlyHeldLease(shardId);
    return lease == null ? null : lease.concurrencyToken();
  }

  /// Takes no more leases and no more batches; over when the batches in work are.
  CompletableFuture<Boolean> beginStop() {
    stopping = true;
    return scheduler.startGracefulShutdown();
  }

  /// From now on nothing may be finished any more.
  void giveUp() {
    givenUp = true;
  }

  /// Ends without regard to what still works.
  void abort() {
    scheduler.shutdown();
  }

  /// A shard goes to another worker as soon as its own work has come to its end, however long that
  /// of others takes. Where only one shard is to be let go, the library hands it over itself.
  private void handOver(String shardId) {
    Lease lease = scheduler.leaseCoordinator().getCurrentlyHeldLease(shardId);
    if (stopping && lease != null && !lease.shutdownRequested()) {
      attempt(() -> handOver.give(lease));
    }
  }

  /// Lets go of a shard that is to be begun anew: the leader assigns it like any free one.
  private void giveBack(String shardId) {
    Lease lease = scheduler.leaseCoordinator().getCurrentlyHeldLease(shardId);
    if (lease != null) {
      attempt(() -> scheduler.leaseCoordinator().leaseRefresher().evictLease(lease));
    }
  }

  /// Hands over what is left. Best effort: what fails here runs out all the same.
  void handOverAll() {
    givenUp = true;
    attempt(handOver::giveAll);
  }

  private interface Giving {
    void run() throws InterruptedException, ExecutionException, TimeoutException, LeasingException;
  }

  private void attempt(Giving giving) {
    try {
      giving.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | LeasingException | RuntimeException e) {
      LOG.info("worker {} could not hand its leases over: they run out", identifier, e);
    }
  }
}
