package dev.sluice.consumer.dynamodb;

import static dev.sluice.consumer.pipeline.Samples.RECEIVED;
import static dev.sluice.consumer.pipeline.Samples.claim;
import static dev.sluice.consumer.pipeline.Samples.event;
import static dev.sluice.consumer.pipeline.Samples.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.consumer.aws.FaultCase;
import dev.sluice.consumer.aws.TestServers;
import dev.sluice.consumer.pipeline.Claims;
import dev.sluice.consumer.pipeline.EventWriter;
import dev.sluice.consumer.pipeline.QualityCount;
import dev.sluice.consumer.pipeline.QualityMeters;
import dev.sluice.consumer.pipeline.Samples;
import dev.sluice.consumer.pipeline.Sighting;
import dev.sluice.consumer.pipeline.TestShard;
import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.DeviceState;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.dynamodb.FeedItem;
import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.Tables;
import dev.sluice.feed.FeedBatch;
import dev.sluice.feed.FeedCounts;
import dev.sluice.feed.FeedEvent;
import dev.sluice.feed.FeedParts;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.Service;
import dev.sluice.quality.Findings;
import dev.sluice.quality.QualityCounts;
import dev.sluice.stream.FaultKind;
import dev.sluice.stream.ShardReleased;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Whatever goes wrong for a while, each adapter ends where it would have ended without.
@ExtendWith(TestServers.Extension.class)
class DynamoDbFaultsIT {
  private static final String CASES = "dev.sluice.consumer.aws.FaultCase#all";
  private static final int SOME = 30;

  private final TestServers servers;
  private final DynamoDbClient dynamo;
  private final Tables tables;
  private final Claims claims;
  private final EventWriter writer;
  private final DynamoDbDeviceStates states;
  private final DynamoDbCounters<QualityMinute> counters;
  private final TestShard shard = new TestShard();

  DynamoDbFaultsIT(TestServers servers) {
    this.servers = servers;
    this.dynamo = servers.dynamo();
    this.tables = servers.tables(dynamo);
    DynamoDbWrites writes = servers.writes(dynamo);
    Clock clock = Clock.fixed(RECEIVED, ZoneOffset.UTC);
    this.claims = new DynamoDbClaims(tables.eventIds(), dynamo, writes, clock);
    this.writer = new DynamoDbEventWriter(tables.events(), dynamo, writes);
    this.states = new DynamoDbDeviceStates(tables.deviceState(), writes);
    this.counters = new DynamoDbCounters<>(tables.counters(), QualityMinute.SCHEMA, dynamo, writes);
  }

  @AfterEach
  void disarm() {
    servers.faults().disarmAll();
  }

  private Faults.Armed arm(String operation, FaultCase fault) {
    return servers.faults().arm(Service.DYNAMODB, operation, fault.fault(), 2);
  }

  private void assertMet(Faults.Armed armed, FaultCase fault) {
    assertThat(armed.hits()).isEqualTo(2);
    assertThat(shard.failures())
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(failure -> assertThat(failure.kind()).isEqualTo(fault.kind()));
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void claimsAreOursAfter(FaultCase fault) throws Exception {
    Faults.Armed armed = arm("BatchExecuteStatement", fault);
    List<Claim> some = IntStream.range(0, SOME).mapToObj(id -> claim(id, 1)).toList();

    assertThat(claims.claim(some, shard))
        .isEqualTo(some.stream().map(Claims.Result.Holds::new).toList());
    assertMet(armed, fault);
    assertThat(Scans.items(dynamo, tables.eventIds())).hasSize(SOME);
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void holdersAreFoundAfter(FaultCase fault) throws Exception {
    List<Claim> earlier = IntStream.range(0, SOME).mapToObj(id -> claim(id, 1)).toList();
    claims.claim(earlier, shard);
    Faults.Armed armed = arm("BatchGetItem", fault);

    List<Claim> later = IntStream.range(0, SOME).mapToObj(id -> claim(id, 2)).toList();
    assertThat(claims.claim(later, shard))
        .isEqualTo(earlier.stream().map(Claims.Result.Holds::new).toList());
    assertMet(armed, fault);
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void claimIsReleasedAfter(FaultCase fault) throws Exception {
    claims.claim(List.of(claim(1, 1)), shard);
    Faults.Armed armed = arm("DeleteItem", fault);

    claims.release(claim(1, 1), shard);
    assertMet(armed, fault);
    assertThat(Scans.items(dynamo, tables.eventIds())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void eventsAreStoredAfter(FaultCase fault) throws Exception {
    Faults.Armed armed = arm("BatchWriteItem", fault);
    List<StoredEvent> items = IntStream.range(0, SOME).mapToObj(id -> item(event(id), 1)).toList();

    assertThat(writer.write(items, shard))
        .hasSize(SOME)
        .hasOnlyElementsOfType(EventWriter.Result.Written.class);
    assertMet(armed, fault);
    assertThat(Scans.items(dynamo, tables.events()).map(StoredEvent.SCHEMA::mapToItem))
        .containsExactlyInAnyOrderElementsOf(items);
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void newestStatesAreKeptAfter(FaultCase fault) throws Exception {
    states.refresh(of(15, RECEIVED), List.of(), shard);
    Faults.Armed armed = arm("BatchExecuteStatement", fault);
    List<DeviceState> newer = of(SOME, RECEIVED.plusMillis(1));

    states.refresh(newer, List.of(new DeviceSummary("device-0", RECEIVED)), shard);
    assertMet(armed, fault);
    assertThat(
            Scans.items(dynamo, tables.deviceState())
                .filter(item -> !item.containsKey(DeviceSummary.LIST_BUCKET))
                .map(DeviceState.SCHEMA::mapToItem))
        .containsExactlyInAnyOrderElementsOf(newer);
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void countersCountOnceAfter(FaultCase fault) throws Exception {
    QualityCount first = qualityCount();
    first.count(sightings(SOME / 2), List.of(), List.of(), shard);
    Faults.Armed armed = arm("BatchExecuteStatement", fault);

    first.count(sightings(SOME), List.of(), List.of(), shard);
    assertMet(armed, fault);
    assertCountedOnce();

    arm("GetItem", fault);
    qualityCount().count(sightings(SOME), List.of(), List.of(), shard);
    assertCountedOnce();
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void batchIsPublishedAfter(FaultCase fault) throws Exception {
    DynamoDbFeed feed =
        new DynamoDbFeed(
            tables.feed(), dynamo, servers.writes(dynamo), Clock.fixed(RECEIVED, ZoneOffset.UTC));
    FeedEvent event = FeedEvent.of(event(1), Samples.position(1, 0).text());
    FeedBatch batch =
        new FeedBatch(List.of(event), FeedCounts.NONE, Duration.ZERO, List.of(), List.of());
    Faults.Armed armed = arm("PutItem", fault);

    feed.publish("1/shardId-0", FeedParts.of(batch, event.position()), shard);
    assertMet(armed, fault);
    assertThat(
            Scans.items(dynamo, tables.feed()).map(FeedItem.SCHEMA::mapToItem).map(FeedItem::batch))
        .containsExactly(batch);
  }

  @Test
  void aBeatThatIsLostHoldsNobodyUp() {
    DynamoDbFeed feed =
        new DynamoDbFeed("no-such-table", dynamo, servers.writes(dynamo), Clock.systemUTC());
    feed.beat(new ShardBeat("1/shardId-0", "host:1", Duration.ZERO, RECEIVED));
    assertThat(shard.failures()).isEmpty();
  }

  private QualityCount qualityCount() {
    return new QualityCount(
        counters, Duration.ofDays(30), new QualityMeters(new SimpleMeterRegistry(), 10));
  }

  /// Of one minute each.
  private static List<Sighting> sightings(int count) {
    Findings findings = new Findings("reading", Set.of(), Set.of());
    return IntStream.range(0, count)
        .mapToObj(i ->
            new Sighting(
                Samples.position(1 + i, 0).text(), RECEIVED.plus(Duration.ofMinutes(i)), findings))
        .toList();
  }

  private void assertCountedOnce() {
    assertThat(
            Scans.items(dynamo, tables.counters())
                .map(QualityMinute.SCHEMA::mapToItem)
                .flatMap(minute -> minute.types().values().stream())
                .mapToLong(QualityCounts::events))
        .hasSize(SOME)
        .containsOnly(1L);
  }

  private static List<DeviceState> of(int devices, Instant time) {
    return IntStream.range(0, devices)
        .mapToObj(device -> new DeviceState(event(device, "device-" + device, "reading", time)))
        .toList();
  }

  @Test
  void deniedAccessHoldsTheShardUntilItIsGranted() throws Exception {
    Faults.Armed denied =
        servers
            .faults()
            .armUntilDisarmed(Service.DYNAMODB, "BatchWriteItem", new Fault.AccessDenied());
    List<StoredEvent> items = List.of(item(event(1), 1));
    List<EventWriter.Result> results = new ArrayList<>();
    Thread writing =
        Thread.ofVirtual()
            .start(() -> {
              try {
                results.addAll(writer.write(items, shard));
              } catch (ShardReleased | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    await().until(() -> shard.failures().size() > 3);
    assertThat(writing.isAlive()).isTrue();
    assertThat(shard.failures().getFirst().kind()).isEqualTo(FaultKind.HOLDS_SHARD);

    denied.disarm();
    assertThat(writing.join(Duration.ofSeconds(5))).isTrue();
    assertThat(results).containsExactly(new EventWriter.Result.Written());
    assertThat(Scans.items(dynamo, tables.events())).hasSize(1);
  }

  @Test
  void retriesEndAsSoonAsTheShardHasToBeLetGo() {
    servers.faults().armUntilDisarmed(Service.DYNAMODB, "*", new Fault.Throttled());
    List<Claim> many = IntStream.range(0, 200).mapToObj(id -> claim(id, 1)).toList();
    Thread.ofVirtual()
        .start(() -> {
          await().until(() -> shard.failures().size() > 5);
          shard.letGo();
        });
    Instant start = Instant.now();
    assertThatThrownBy(() -> claims.claim(many, shard)).isInstanceOf(ShardReleased.class);
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(3));

    int attempts = shard.failures().size();
    servers.faults().disarmAll();
    assertThat(Scans.items(dynamo, tables.eventIds())).isEmpty();
    assertThat(shard.failures()).as("nothing goes on behind its back").hasSize(attempts);
  }
}
