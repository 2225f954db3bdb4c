package dev.sluice.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import dev.sluice.local.faults.Service;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.common.HashKeyRangeForLease;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.coordinator.CoordinatorConfig;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.SingleStreamTracker;
import software.amazon.kinesis.retrieval.RetrievalSpecificConfig;
import software.amazon.kinesis.retrieval.fanout.FanOutConfig;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;
import software.amazon.kinesis.retrieval.polling.PollingConfig;

class ClientLibraryIT {

  private static final String STREAM = "readings";
  private static final String APPLICATION = "readers";

  private final Queue<String> seen = new ConcurrentLinkedQueue<>();
  private final Queue<String> ended = new ConcurrentLinkedQueue<>();
  private final Set<String> sent = new TreeSet<>();
  private final OperationLog operations = new OperationLog();
  private final LocalKinesis server =
      LocalKinesis.start(
          KinesisOptions.defaults().withSubscriptionLife(Duration.ofSeconds(7)),
          new Faults(),
          operations);
  private final KinesisAsyncClient client = KinesisFixture.asyncClient(server.endpoint());
  private final CloudWatchAsyncClient unusedMetrics =
      CloudWatchAsyncClient.builder()
          .endpointOverride(URI.create("http://127.0.0.1:1"))
          .region(Region.US_EAST_1)
          .credentialsProvider(KinesisFixture.credentials())
          .build();
  private LeaseTables leases;

  @BeforeEach
  void start() throws Exception {
    leases = new LeaseTables();
    leases.create(APPLICATION);
    client.createStream(b -> b.streamName(STREAM).shardCount(2)).join();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    unusedMetrics.close();
    server.close();
    leases.close();
  }

  @Test
  void pollingSeesEveryRecordThroughSplitAndMerge() throws Exception {
    consumeThroughResharding(kinesis ->
        new PollingConfig(STREAM, kinesis)
            .idleTimeBetweenReadsInMillis(250)
            .usePollingConfigIdleTimeValue(true));

    assertThat(operations.count(Service.KINESIS, "GetRecords")).isPositive();
  }

  @Test
  void enhancedFanOutSeesEveryRecordThroughSplitAndMerge() throws Exception {
    consumeThroughResharding(
        kinesis -> new FanOutConfig(kinesis).streamName(STREAM).applicationName(APPLICATION));

    assertThat(operations.count(Service.KINESIS, "GetRecords")).isZero();
    assertThat(operations.count(Service.KINESIS, "SubscribeToShard")).isPositive();
  }

  private void consumeThroughResharding(
      Function<KinesisAsyncClient, RetrievalSpecificConfig> retrieval) throws Exception {
    send(300);
    Scheduler scheduler = scheduler(retrieval.apply(client));
    createLeases(scheduler);
    Thread.ofPlatform().daemon().name("scheduler").start(scheduler);
    awaitAllSeen();

    Shard split = shard("shardId-000000000000");
    BigInteger middle =
        new BigInteger(split.hashKeyRange().startingHashKey())
            .add(new BigInteger(split.hashKeyRange().endingHashKey()))
            .shiftRight(1);
    client
        .splitShard(b ->
            b.streamName(STREAM)
                .shardToSplit(split.shardId())
                .newStartingHashKey(middle.toString()))
        .join();
    send(300);
    client
        .mergeShards(b ->
            b.streamName(STREAM)
                .shardToMerge("shardId-000000000003")
                .adjacentShardToMerge("shardId-000000000001"))
        .join();
    send(300);
    awaitAllSeen();

    assertThat(ended)
        .contains("shardId-000000000000", "shardId-000000000001", "shardId-000000000003");
    assertThat(scheduler.startGracefulShutdown().get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(seen).hasSize(sent.size());
  }

  private void awaitAllSeen() {
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(new TreeSet<>(seen)).isEqualTo(sent));
  }

  private void send(int count) {
    for (int i = 0; i < count; i++) {
      String text = "record-" + sent.size();
      sent.add(text);
      server.put(STREAM, "device-" + i, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private Shard shard(String id) {
    return client.listShards(b -> b.streamName(STREAM)).join().shards().stream()
        .filter(s -> s.shardId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private Scheduler scheduler(RetrievalSpecificConfig retrieval) {
    ConfigsBuilder configs =
        new ConfigsBuilder(
            new SingleStreamTracker(
                STREAM,
                InitialPositionInStreamExtended.newInitialPosition(
                    InitialPositionInStream.TRIM_HORIZON)),
            APPLICATION,
            client,
            leases.client,
            unusedMetrics,
            "worker",
            () -> new RecordingProcessor(seen, ended));
    CoordinatorConfig coordinator =
        configs
            .coordinatorConfig()
            .clientVersionConfig(CoordinatorConfig.ClientVersionConfig.CLIENT_VERSION_CONFIG_3X)
            .parentShardPollIntervalMillis(200)
            .shardConsumerDispatchPollIntervalMillis(100)
            .schedulerInitializationBackoffTimeMillis(200)
            .skipShardSyncAtWorkerInitializationIfLeasesExist(true);
    LeaseManagementConfig management =
        configs
            .leaseManagementConfig()
            .failoverTimeMillis(3_000)
            .shardSyncIntervalMillis(2_000)
            .leasesRecoveryAuditorExecutionFrequencyMillis(2_000);
    management.leaseAssignmentIntervalMillis(1_000L);
    management.workerUtilizationAwareAssignmentConfig().disableWorkerMetrics(true);
    return new Scheduler(
        configs.checkpointConfig(),
        coordinator,
        management,
        configs.lifecycleConfig(),
        configs.metricsConfig().metricsFactory(new NullMetricsFactory()),
        configs.processorConfig(),
        configs.retrievalConfig().retrievalSpecificConfig(retrieval));
  }

  private void createLeases(Scheduler scheduler) throws Exception {
    for (Shard shard : client.listShards(b -> b.streamName(STREAM)).join().shards()) {
      Lease lease = new Lease();
      lease.leaseKey(shard.shardId());
      lease.checkpoint(ExtendedSequenceNumber.TRIM_HORIZON);
      lease.ownerSwitchesSinceCheckpoint(0L);
      lease.parentShardIds(Set.of());
      lease.hashKeyRange(HashKeyRangeForLease.fromHashKeyRange(shard.hashKeyRange()));
      scheduler.leaseCoordinator().leaseRefresher().createLeaseIfNotExists(lease);
    }
  }
}
