package dev.sluice.stream.kcl;

import dev.sluice.stream.KclTimings;
import dev.sluice.stream.Retrieval;
import dev.sluice.stream.ShardProcessor;
import dev.sluice.stream.StartPosition;
import dev.sluice.stream.WorkerSettings;
import dev.sluice.stream.aws.StreamClients;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.kinesis.checkpoint.CheckpointConfig;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.coordinator.CoordinatorConfig;
import software.amazon.kinesis.coordinator.CoordinatorConfig.ClientVersionConfig;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.coordinator.WorkerStateChangeListener;
import software.amazon.kinesis.leases.LeaseAssignmentStrategy;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.leases.LeaseManagementConfig.GracefulLeaseHandoffConfig;
import software.amazon.kinesis.lifecycle.LifecycleConfig;
import software.amazon.kinesis.metrics.MetricsConfig;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.ProcessorConfig;
import software.amazon.kinesis.processor.ShardRecordProcessorFactory;
import software.amazon.kinesis.processor.SingleStreamTracker;
import software.amazon.kinesis.retrieval.DataFetcherProviderConfig;
import software.amazon.kinesis.retrieval.RetrievalConfig;
import software.amazon.kinesis.retrieval.RetrievalSpecificConfig;
import software.amazon.kinesis.retrieval.fanout.FanOutConfig;
import software.amazon.kinesis.retrieval.polling.DataFetcher;
import software.amazon.kinesis.retrieval.polling.PollingConfig;

/// Puts a scheduler of the Kinesis Client Library together: every setting that differs from the
/// library's own, and why.
record SchedulerAssembly(WorkerSettings settings, StreamClients clients, String worker) {
  /// The library waits for its own requests for up to a minute, by which time a lease is lost.
  private static final Duration REQUEST = ShardProcessor.LONGEST_READ;

  /// With the library's 2 s, a worker that starts would wait so long to be given leases.
  private static final Duration FIRST_REPORT = Duration.ofMillis(500);

  /// A few, then the worker starts over with a new scheduler: one that is still at its
  /// initialization cannot be stopped.
  private static final int INITIALIZATION_ATTEMPTS = 5;

  /// Batches: the next is there when one is done; more of them would only fill the heap.
  private static final int READ_AHEAD = 1;

  Scheduler assemble(ShardRecordProcessorFactory processors, WorkerStateChangeListener listener) {
    return new Scheduler(
        new CheckpointConfig(),
        coordination(listener),
        leases(),
        new LifecycleConfig(),
        // Our own metrics say the same for less.
        new MetricsConfig(null, settings.application()).metricsFactory(new NullMetricsFactory()),
        // An idle shard too has to report that its lag is nil.
        new ProcessorConfig(processors).callProcessRecordsEvenForEmptyRecordList(true),
        retrieval());
  }

  private CoordinatorConfig coordination(WorkerStateChangeListener listener) {
    long dispatch = settings.timings().dispatch().toMillis();
    return new CoordinatorConfig(settings.application())
        .clientVersionConfig(ClientVersionConfig.CLIENT_VERSION_CONFIG_3X)
        .maxInitializationAttempts(INITIALIZATION_ATTEMPTS)
        .schedulerInitializationBackoffTimeMillis(dispatch)
        .shardConsumerDispatchPollIntervalMillis(dispatch)
        .parentShardPollIntervalMillis(settings.timings().shardSync().toMillis())
        // The leader syncs anyhow; the others need not list all shards before they may begin.
        .skipShardSyncAtWorkerInitializationIfLeasesExist(true)
        .workerStateChangeListener(listener);
  }

  private LeaseManagementConfig leases() {
    KclTimings timings = settings.timings();
    long assignment = timings.assignment().toMillis();
    LeaseManagementConfig leases =
        new LeaseManagementConfig(
                settings.application(),
                settings.application(),
                clients.dynamoDb(),
                clients.kinesis(),
                worker)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .dynamoDbRequestTimeout(REQUEST)
            .failoverTimeMillis(timings.leaseFailover().toMillis())
            .leaseAssignmentIntervalMillis(assignment)
            .shardSyncIntervalMillis(timings.shardSync().toMillis())
            .leasesRecoveryAuditorExecutionFrequencyMillis(timings.shardSync().toMillis())
            .dynamoDbLockBasedLeaderLeaseDurationInMillis(timings.leaderLease().toMillis())
            .dynamoDbLockBasedLeaderHeartbeatPeriodInMillis(timings.leaderHeartbeat().toMillis())
            // Partition keys are hashed, so shards weigh the same; by throughput, an idle stream
            // would stay as unbalanced as it was started.
            .leaseAssignmentStrategy(LeaseAssignmentStrategy.LEASE_COUNT_BASED)
            .gracefulLeaseHandoffConfig(handoff(timings));
    // A worker's CPU is of use to balancing by throughput only. But a worker is known by its report
    // and taken for alive for two periods after the last: with the library's 30 s, leases would be
    // assigned to the dead for a minute. Its first report comes after two captures.
    leases
        .workerUtilizationAwareAssignmentConfig()
        .disableWorkerMetrics(true)
        .varianceBalancingFrequency(1)
        .inMemoryWorkerMetricsCaptureFrequencyMillis(FIRST_REPORT.toMillis() / 2)
        .workerMetricsReporterFreqInMillis(timings.report().toMillis());
    return leases;
  }

  private static GracefulLeaseHandoffConfig handoff(KclTimings timings) {
    return GracefulLeaseHandoffConfig.builder()
        .isGracefulLeaseHandoffEnabled(true)
        .gracefulLeaseHandoffTimeoutMillis(Math.max(1_000, timings.drain().toMillis()))
        .build();
  }

  private RetrievalConfig retrieval() {
    InitialPositionInStreamExtended start =
        InitialPositionInStreamExtended.newInitialPosition(position(settings.start()));
    return new RetrievalConfig(
            clients.kinesis(),
            new SingleStreamTracker(settings.stream(), start),
            settings.application())
        .retrievalSpecificConfig(specific());
  }

  private RetrievalSpecificConfig specific() {
    return switch (settings.retrieval()) {
      case Retrieval.Polling polling -> {
        PollingConfig config =
            new PollingConfig(settings.stream(), clients.kinesis())
                .maxRecords(polling.maxRecords())
                .kinesisRequestTimeout(REQUEST)
                .maxPendingProcessRecordsInput(READ_AHEAD)
                .dataFetcherProvider(shard -> fetcher(shard, polling.bounds()))
                .usePollingConfigIdleTimeValue(true);
        config.idleTimeBetweenReadsInMillis(polling.idleBetweenReads().toMillis());
        yield config;
      }
      case Retrieval.FanOut() ->
          new FanOutConfig(clients.kinesis())
              .streamName(settings.stream())
              .applicationName(settings.application());
    };
  }

  private DataFetcher fetcher(DataFetcherProviderConfig shard, Retrieval.Bounds bounds) {
    return new BoundedFetcher(clients.kinesis(), shard, bounds.batchBytes(), clients.reading());
  }

  private static InitialPositionInStream position(StartPosition start) {
    return switch (start) {
      case TRIM_HORIZON -> InitialPositionInStream.TRIM_HORIZON;
      case LATEST -> InitialPositionInStream.LATEST;
    };
  }
}
