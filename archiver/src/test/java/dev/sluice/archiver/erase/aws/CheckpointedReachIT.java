package dev.sluice.archiver.erase.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.archiver.erase.Reach;
import dev.sluice.model.Position;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

class CheckpointedReachIT {
  private static final LocalStores STORES = new LocalStores();

  private final String stream = STORES.stream();

  @AfterAll
  static void stop() {
    STORES.close();
  }

  private String put() {
    PutRecordResponse put =
        STORES.kinesis.putRecord(
            r -> r.streamName(stream).partitionKey("k").data(SdkBytes.fromUtf8String("x")));
    return put.sequenceNumber();
  }

  private Instant arrived(String sequence) {
    String iterator =
        STORES
            .kinesis
            .getShardIterator(r ->
                r.streamName(stream)
                    .shardId(shards().getFirst().shardId())
                    .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                    .startingSequenceNumber(sequence))
            .shardIterator();
    return STORES
        .kinesis
        .getRecords(r -> r.shardIterator(iterator).limit(1))
        .records()
        .getFirst()
        .approximateArrivalTimestamp();
  }

  private List<Shard> shards() {
    return STORES.kinesis.listShards(r -> r.streamName(stream)).shards();
  }

  /// As the Kinesis Client Library keeps them; named as the stream.
  private void lease(String shardId, String checkpoint) {
    if (!STORES.dynamo.listTables().tableNames().contains(stream)) {
      STORES.dynamo.createTable(r ->
          r.tableName(stream)
              .billingMode(BillingMode.PAY_PER_REQUEST)
              .keySchema(k -> k.attributeName("leaseKey").keyType(KeyType.HASH))
              .attributeDefinitions(
                  a -> a.attributeName("leaseKey").attributeType(ScalarAttributeType.S)));
      STORES.dynamo.putItem(
          r -> r.tableName(stream).item(Map.of("leaseKey", AttributeValue.fromS("Leader"))));
    }
    STORES.dynamo.putItem(r ->
        r.tableName(stream)
            .item(
                Map.of(
                    "leaseKey",
                    AttributeValue.fromS(shardId),
                    "checkpoint",
                    AttributeValue.fromS(checkpoint))));
  }

  private Reach reach(Instant until, Instant settled, Instant now) {
    return new CheckpointedReach(
            STORES.kinesis, STORES.dynamo, stream, stream, Clock.fixed(now, ZoneOffset.UTC))
        .reach(until, settled);
  }

  /// Two records, the second later than the first by the clock of arrivals.
  private record Two(String first, String second, Instant until, Instant settled) {}

  private Two two() {
    String first = put();
    Instant until = arrived(first);
    await().until(() -> Instant.now().isAfter(until.plusMillis(5)));
    return new Two(first, put(), until, until.plusMillis(3));
  }

  @Test
  void whatHasNoLeaseIsBehind() {
    Instant now = Instant.now();
    assertThat(reach(now, now, now).behind()).singleElement().asString().contains("no lease yet");
  }

  @Test
  void aShardIsBehindUntilTheNextRecordIsALateOne() {
    Two two = two();
    String shard = shards().getFirst().shardId();
    lease(shard, "TRIM_HORIZON");
    Instant far = two.settled().plusSeconds(60);
    assertThat(reach(two.until(), two.settled(), far).behind())
        .singleElement()
        .asString()
        .startsWith(shard + " is checkpointed before what arrived at " + two.until());

    lease(shard, two.first());
    assertThat(reach(two.until(), two.settled(), far).isPassed()).isTrue();
    assertThat(reach(two.until(), far, far).behind()).hasSize(1);
  }

  @Test
  void aShardWithNothingToReadHasPassedOnceTheTimeIsSettled() {
    Two two = two();
    lease(shards().getFirst().shardId(), two.second());
    assertThat(reach(two.until(), two.settled(), two.settled()).behind())
        .singleElement()
        .asString()
        .contains("may get more");
    assertThat(reach(two.until(), two.settled(), two.settled().plusMillis(1)).isPassed()).isTrue();
  }

  @Test
  void whatArrivedUntilThenIsCoveredAndWhatCameAfterIsNot() {
    Two two = two();
    String shard = shards().getFirst().shardId();
    lease(shard, two.second());
    Reach reach = reach(two.until(), two.settled(), two.settled().plusSeconds(1));
    Instant created =
        STORES
            .kinesis
            .describeStreamSummary(r -> r.streamName(stream))
            .streamDescriptionSummary()
            .streamCreationTimestamp();
    assertThat(reach.covers(position(created, shard, two.first()))).isTrue();
    assertThat(reach.covers(position(created, shard, two.second()))).isFalse();
  }

  private static String position(Instant created, String shard, String sequence) {
    return new Position(created, shard, new BigInteger(sequence), 0, 0).text();
  }

  @Test
  void aShardThatWasSplitHasPassedWhenItEndedOrItsChildrenBegan() {
    Two two = two();
    String parent = shards().getFirst().shardId();
    STORES.kinesis.splitShard(r ->
        r.streamName(stream)
            .shardToSplit(parent)
            .newStartingHashKey(BigInteger.ONE.shiftLeft(127).toString()));
    STORES.kinesis.waiter().waitUntilStreamExists(r -> r.streamName(stream));
    List<String> children =
        shards().stream()
            .filter(shard -> parent.equals(shard.parentShardId()))
            .map(Shard::shardId)
            .toList();
    assertThat(children).hasSize(2);
    Instant far = two.settled().plusSeconds(60);

    lease(children.getFirst(), "TRIM_HORIZON");
    assertThat(reach(two.until(), two.settled(), far).behind())
        .as("the parent and the child without a lease")
        .hasSize(2);

    lease(children.getLast(), "TRIM_HORIZON");
    assertThat(reach(two.until(), two.settled(), far).isPassed()).as("cleaned up").isTrue();

    lease(parent, "TRIM_HORIZON");
    assertThat(reach(two.until(), two.settled(), far).behind()).hasSize(1);
    lease(parent, two.second());
    assertThat(reach(two.until(), two.settled(), far).isPassed()).as("read to its end").isTrue();
    lease(parent, "SHARD_END");
    assertThat(reach(two.until(), two.settled(), far).isPassed()).isTrue();
  }
}
