package dev.sluice.stream.kcl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.stream.Retrieval;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.leases.LeaseRefresher;

/// What a worker that stops does to the lease table.
@Isolated
class LeaseHandOverIT {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final AtomicInteger TABLES = new AtomicInteger();
  private static LocalAws aws;

  private StreamBench bench;
  private LeaseRefresher leases;
  private LeaseHandOver handOver;

  @BeforeAll
  static void startAws() {
    aws = new LocalAws();
  }

  @AfterAll
  static void stopAws() {
    aws.close();
  }

  @BeforeEach
  void prepareLeases() throws Exception {
    bench = new StreamBench("leases-" + TABLES.incrementAndGet(), 4, Retrieval.polling());
    Scheduler scheduler =
        new SchedulerAssembly(bench.settings, bench.clients, "us")
            .assemble(
                () -> {
                  throw new AssertionError("no scheduler runs here");
                },
                _ -> {});
    leases = scheduler.leaseCoordinator().leaseRefresher();
    new LeaseTable(bench.settings, bench.clients, leases).prepare();
    handOver =
        new LeaseHandOver(bench.settings, bench.clients, leases, "us", InstantSource.fixed(NOW));
    report("us", NOW);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void eachLeaseGoesToTheLivingWorkerThatHasFewest() throws Exception {
    report("busy", NOW);
    report("free", NOW.minusSeconds(1));
    report("dead", NOW.minus(bench.settings.timings().report().multipliedBy(3)));
    own(0, "busy", null);
    own(1, "us", null);
    own(2, "us", null);
    own(3, "us", null);
    handOver.giveAll();
    assertThat(owners().values()).containsOnly("busy", "free");
    assertThat(owners().values()).filteredOn("free"::equals).hasSize(2);
  }

  @Test
  void aLeaseGivenBeforeTheOthersCounts() throws Exception {
    report("one", NOW);
    report("other", NOW);
    for (int shard = 0; shard < 4; shard++) {
      own(shard, "us", null);
    }
    handOver.give(lease(0));
    handOver.give(lease(1));
    assertThat(owners().values()).containsOnlyOnce("one").containsOnlyOnce("other");
    handOver.giveAll();
    assertThat(owners().values()).filteredOn("one"::equals).hasSize(2);
    assertThat(owners().values()).filteredOn("other"::equals).hasSize(2);
  }

  @Test
  void withNobodyElseAliveLeasesAreFreeAtOnceAndWeAreNotCountedAmongTheLiving() throws Exception {
    own(0, "us", null);
    handOver.giveAll();
    assertThat(owners().values()).containsOnly("nobody");
    assertThat(bench.item("us")).isEmpty();
  }

  @Test
  void aLeasePromisedToAnHeirIsTheHeirsAtOnce() throws Exception {
    report("free", NOW);
    own(0, "heir", "us");
    handOver.giveAll();
    assertThat(owners()).containsEntry(key(0), "heir");
    assertThat(bench.item(key(0))).doesNotContainKey("checkpointOwner");
  }

  @Test
  void aLeasePromisedToUsStaysWithWhoWorksOnIt() throws Exception {
    report("free", NOW);
    own(0, "us", "worker");
    handOver.giveAll();
    assertThat(owners()).containsEntry(key(0), "worker");
    assertThat(bench.item(key(0))).doesNotContainKey("checkpointOwner");
  }

  @Test
  void aLeaseThatAnotherTookMeanwhileIsLeftAlone() throws Exception {
    report("free", NOW);
    own(0, "us", null);
    Lease ours = lease(0);
    own(0, "thief", null);
    handOver.give(ours);
    assertThat(owners()).containsEntry(key(0), "thief");
  }

  private static String key(int shard) {
    return "shardId-%012d".formatted(shard);
  }

  private Lease lease(int shard) throws Exception {
    return leases.getLease(key(shard));
  }

  private Map<String, String> owners() {
    return bench.leaseOwners();
  }

  private void own(int shard, String owner, @Nullable String checkpointOwner) {
    String more = checkpointOwner == null ? "" : ", checkpointOwner = :checkpointOwner";
    Map<String, AttributeValue> values =
        checkpointOwner == null
            ? Map.of(":owner", AttributeValue.fromS(owner))
            : Map.of(
                ":owner", AttributeValue.fromS(owner),
                ":checkpointOwner", AttributeValue.fromS(checkpointOwner));
    bench
        .clients
        .dynamoDb()
        .updateItem(b ->
            b.tableName(bench.settings.application())
                .key(Map.of("leaseKey", AttributeValue.fromS(key(shard))))
                .updateExpression("SET leaseOwner = :owner" + more)
                .expressionAttributeValues(values))
        .join();
  }

  /// As the library writes it.
  private void report(String worker, Instant at) {
    bench
        .clients
        .dynamoDb()
        .putItem(b ->
            b.tableName(bench.settings.application())
                .item(
                    Map.of(
                        "leaseKey", AttributeValue.fromS(worker),
                        "entityType", AttributeValue.fromS("WORKER_METRIC_STATS"),
                        "lut", AttributeValue.fromN(Long.toString(at.getEpochSecond())))))
        .join();
  }
}
