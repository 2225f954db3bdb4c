package dev.sluice.stream.kcl;

import dev.sluice.stream.WorkerSettings;
import dev.sluice.stream.aws.StreamClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.kinesis.common.HashKeyRangeForLease;
import software.amazon.kinesis.coordinator.migration.ClientVersion;
import software.amazon.kinesis.coordinator.migration.MigrationState;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.leases.LeaseRefresher;
import software.amazon.kinesis.leases.exceptions.LeasingException;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/// The lease table of an application: makes it, with its index and its first leases, so that the
/// Kinesis Client Library finds what it would otherwise take minutes to make: it waits 10 s at a
/// time for its index, and a random 1–30 s on an empty table.
///
/// Any number of workers may do this at once: each step does nothing where it was done already. In
/// a table that holds leases nothing is added, since the lease of a finished shard is deleted after
/// a while and must not come back.
///
/// @see <a href="https://github.com/awslabs/amazon-kinesis-client/issues/1786">KCL 1786</a>
final class LeaseTable {
  static final String OWNER_INDEX = "LeaseOwnerToLeaseKeyIndex";

  private static final Logger LOG = LoggerFactory.getLogger(LeaseTable.class);
  private static final Duration TABLE_POLL = Duration.ofMillis(100);
  private static final Duration TABLE_WAIT = Duration.ofMinutes(5);
  private static final String KEY = "leaseKey";
  private static final String OWNER = "leaseOwner";

  private final WorkerSettings settings;
  private final StreamClients clients;
  private final LeaseRefresher leases;

  LeaseTable(WorkerSettings settings, StreamClients clients, LeaseRefresher leases) {
    this.settings = settings;
    this.clients = clients;
    this.leases = leases;
  }

  void prepare()
      throws InterruptedException, ExecutionException, TimeoutException, LeasingException {
    if (describe() == null) {
      create();
    }
    awaitActive();
    if (leases.isLeaseTableEmpty()) {
      declareClientVersion();
      for (Shard shard : firstShards()) {
        leases.createLeaseIfNotExists(leaseOf(shard));
      }
      LOG.info("made leases for the shards of {} in {}", settings.stream(), table());
    }
  }

  /// Workers that start at once on a fresh table all want to write this item, and those that come
  /// second give their start up.
  private void declareClientVersion()
      throws InterruptedException, ExecutionException, TimeoutException {
    MigrationState state =
        new MigrationState(table()).update(ClientVersion.CLIENT_VERSION_3X, table());
    Map<String, AttributeValue> item = new HashMap<>(state.serialize());
    item.put(KEY, AttributeValue.fromS(MigrationState.MIGRATION_HASH_KEY));
    try {
      within(
          clients
              .dynamoDb()
              .putItem(b ->
                  b.tableName(table())
                      .item(item)
                      .conditionExpression("attribute_not_exists(" + KEY + ")")));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof ConditionalCheckFailedException)) {
        throw e;
      }
    }
  }

  private String table() {
    return settings.application();
  }

  private @Nullable TableDescription describe()
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return within(clients.dynamoDb().describeTable(b -> b.tableName(table()))).table();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ResourceNotFoundException) {
        return null;
      }
      throw e;
    }
  }

  private void create() throws InterruptedException, ExecutionException, TimeoutException {
    try {
      within(clients.dynamoDb().createTable(definition()));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof ResourceInUseException)) {
        throw e;
      }
    }
  }

  private CreateTableRequest definition() {
    return CreateTableRequest.builder()
        .tableName(table())
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(
            a -> a.attributeName(KEY).attributeType(ScalarAttributeType.S),
            a -> a.attributeName(OWNER).attributeType(ScalarAttributeType.S))
        .keySchema(k -> k.attributeName(KEY).keyType(KeyType.HASH))
        .globalSecondaryIndexes(index ->
            index
                .indexName(OWNER_INDEX)
                .keySchema(
                    k -> k.attributeName(OWNER).keyType(KeyType.HASH),
                    k -> k.attributeName(KEY).keyType(KeyType.RANGE))
                .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY)))
        .build();
  }

  private void awaitActive() throws InterruptedException, ExecutionException, TimeoutException {
    long end = System.nanoTime() + TABLE_WAIT.toNanos();
    while (!isActive(describe())) {
      if (System.nanoTime() > end) {
        throw new TimeoutException(
            "table %s was not active within %s".formatted(table(), TABLE_WAIT));
      }
      Thread.sleep(TABLE_POLL);
    }
  }

  /// A table that others made may lack the index, which the library then adds.
  private static boolean isActive(@Nullable TableDescription table) {
    return table != null
        && table.tableStatus() == TableStatus.ACTIVE
        && table.globalSecondaryIndexes().stream()
            .allMatch(index -> index.indexStatus() == IndexStatus.ACTIVE);
  }

  /// The shards that the library itself would begin with: their children come when they end.
  private List<Shard> firstShards()
      throws InterruptedException, ExecutionException, TimeoutException {
    ShardFilterType filter =
        switch (settings.start()) {
          case TRIM_HORIZON -> ShardFilterType.AT_TRIM_HORIZON;
          case LATEST -> ShardFilterType.AT_LATEST;
        };
    List<Shard> shards = new ArrayList<>();
    ListShardsRequest request =
        ListShardsRequest.builder()
            .streamName(settings.stream())
            .shardFilter(f -> f.type(filter))
            .build();
    while (true) {
      ListShardsResponse page = within(clients.kinesis().listShards(request));
      shards.addAll(page.shards());
      if (page.nextToken() == null) {
        return shards;
      }
      request = ListShardsRequest.builder().nextToken(page.nextToken()).build();
    }
  }

  private Lease leaseOf(Shard shard) {
    Lease lease = new Lease();
    lease.leaseKey(shard.shardId());
    lease.checkpoint(
        switch (settings.start()) {
          case TRIM_HORIZON -> ExtendedSequenceNumber.TRIM_HORIZON;
          case LATEST -> ExtendedSequenceNumber.LATEST;
        });
    lease.ownerSwitchesSinceCheckpoint(0L);
    lease.parentShardIds(shard.parentShardId() == null ? Set.of() : parents(shard));
    lease.hashKeyRange(HashKeyRangeForLease.fromHashKeyRange(shard.hashKeyRange()));
    return lease;
  }

  private static Set<String> parents(Shard shard) {
    return shard.adjacentParentShardId() == null
        ? Set.of(shard.parentShardId())
        : Set.of(shard.parentShardId(), shard.adjacentParentShardId());
  }

  private static <T> T within(CompletableFuture<T> answer)
      throws InterruptedException, ExecutionException, TimeoutException {
    return answer.get(30, TimeUnit.SECONDS);
  }
}
