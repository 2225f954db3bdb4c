package dev.sluice.local.kinesis;

import static dev.sluice.local.kinesis.KinesisFixture.bytes;
import static dev.sluice.local.kinesis.KinesisFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

class PutAndGetTest {

  private static final String SHARD = "shardId-000000000000";
  private static final int MEBIBYTE = 1 << 20;

  private KinesisFixture kinesis = new KinesisFixture();

  @BeforeEach
  void createStream() {
    kinesis.createStream("s", 1);
  }

  @AfterEach
  void stop() {
    kinesis.close();
  }

  @Test
  void recordComesBackAsItWasPut() {
    Instant arrival = kinesis.clock.instant();
    PutRecordResponse put = kinesis.put("s", "device-1", "hello");

    Record got =
        kinesis
            .get(kinesis.iterator("s", SHARD, ShardIteratorType.TRIM_HORIZON))
            .records()
            .getFirst();

    assertThat(put.shardId()).isEqualTo(SHARD);
    assertThat(got.sequenceNumber()).isEqualTo(put.sequenceNumber()).hasSize(56);
    assertThat(got.partitionKey()).isEqualTo("device-1");
    assertThat(got.data().asUtf8String()).isEqualTo("hello");
    assertThat(got.approximateArrivalTimestamp()).isEqualTo(arrival);
  }

  @Test
  void recordsKeepTheirOrderAndTheirNumbersGrow() {
    PutRecordsResponse put =
        kinesis.client.putRecords(b -> b.streamName("s").records(entries(500, 10)));
    List<String> numbers = put.records().stream().map(r -> r.sequenceNumber()).toList();

    assertThat(put.failedRecordCount()).isZero();
    assertThat(numbers).isSorted().doesNotHaveDuplicates().hasSize(500);
    assertThat(
            kinesis
                .get(kinesis.iterator("s", SHARD, ShardIteratorType.TRIM_HORIZON))
                .records()
                .stream()
                .map(Record::sequenceNumber))
        .isEqualTo(numbers);
  }

  @Test
  void moreThan500RecordsAreRefused() {
    assertThatThrownBy(
            () -> kinesis.client.putRecords(b -> b.streamName("s").records(entries(501, 1))))
        .isInstanceOf(KinesisException.class)
        .hasMessageContaining("501 entries")
        .extracting(e -> ((KinesisException) e).awsErrorDetails().errorCode())
        .isEqualTo("ValidationException");
  }

  @Test
  void recordOfOneMebibyteFitsAndOneByteMoreDoesNot() {
    SdkBytes fits = SdkBytes.fromByteArrayUnsafe(new byte[MEBIBYTE - 1]);
    SdkBytes tooLarge = SdkBytes.fromByteArrayUnsafe(new byte[MEBIBYTE]);

    kinesis.client.putRecord(b -> b.streamName("s").partitionKey("k").data(fits));
    assertThatThrownBy(
            () -> kinesis.client.putRecord(b -> b.streamName("s").partitionKey("k").data(tooLarge)))
        .isInstanceOf(KinesisException.class)
        .hasMessageContaining("1048577 bytes");
  }

  @Test
  void requestOverTenMebibytesIsRefusedAsAWhole() {
    assertThatThrownBy(() ->
            kinesis.client.putRecords(b -> b.streamName("s").records(entries(11, MEBIBYTE - 1))))
        .isInstanceOf(InvalidArgumentException.class);
    assertThat(kinesis.readAll("s", SHARD)).isEmpty();
  }

  @Test
  void explicitHashKeyChoosesTheShard() {
    kinesis.createStream("two", 2);
    String last = BigInteger.TWO.pow(128).subtract(BigInteger.ONE).toString();

    assertThat(
            kinesis
                .client
                .putRecord(b ->
                    b.streamName("two").partitionKey("k").explicitHashKey(last).data(bytes("x")))
                .shardId())
        .isEqualTo("shardId-000000000001");
    assertThatThrownBy(() ->
            kinesis.client.putRecord(b ->
                b.streamName("two").partitionKey("k").explicitHashKey(last + "0").data(bytes("x"))))
        .isInstanceOf(InvalidArgumentException.class);
  }

  @Test
  void everyIteratorTypeStartsWhereItSays() {
    kinesis.put("s", "k", "a");
    kinesis.clock.advance(Duration.ofSeconds(1));
    String number = kinesis.put("s", "k", "b").sequenceNumber();
    Instant atB = kinesis.clock.instant();
    kinesis.clock.advance(Duration.ofSeconds(1));
    String latest = kinesis.iterator("s", SHARD, ShardIteratorType.LATEST);
    kinesis.put("s", "k", "c");

    assertThat(kinesis.readAll("s", SHARD)).containsExactly("a", "b", "c");
    assertThat(texts(kinesis.get(latest).records())).containsExactly("c");
    assertThat(from(ShardIteratorType.AT_SEQUENCE_NUMBER, number)).containsExactly("b", "c");
    assertThat(from(ShardIteratorType.AFTER_SEQUENCE_NUMBER, number)).containsExactly("c");
    assertThat(at(atB)).containsExactly("b", "c");
    assertThat(at(atB.plusMillis(1))).containsExactly("c");
    assertThatThrownBy(() -> at(kinesis.clock.instant().plusSeconds(1)))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("future");
  }

  @Test
  void sequenceNumberOfAnotherShardIsRefused() {
    kinesis.createStream("two", 2);
    String number = kinesis.shards("two").get(1).sequenceNumberRange().startingSequenceNumber();

    assertThatThrownBy(() ->
            kinesis.client.getShardIterator(b ->
                b.streamName("two")
                    .shardId(SHARD)
                    .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                    .startingSequenceNumber(number)))
        .isInstanceOf(InvalidArgumentException.class);
  }

  @Test
  void limitPagesAndMillisBehindLatestCountsDownToZero() {
    kinesis.client.putRecords(b -> b.streamName("s").records(entries(5, 1)));
    kinesis.clock.advance(Duration.ofSeconds(3));
    String start = kinesis.iterator("s", SHARD, ShardIteratorType.TRIM_HORIZON);

    GetRecordsResponse first = kinesis.client.getRecords(b -> b.shardIterator(start).limit(3));
    GetRecordsResponse second = kinesis.get(first.nextShardIterator());

    assertThat(first.records()).hasSize(3);
    assertThat(first.millisBehindLatest()).isEqualTo(3_000);
    assertThat(second.records()).hasSize(2);
    assertThat(second.millisBehindLatest()).isZero();
    assertThat(kinesis.get(second.nextShardIterator()).records()).isEmpty();
    assertThatThrownBy(() -> kinesis.client.getRecords(b -> b.shardIterator(start).limit(10_001)))
        .hasMessageContaining("10001");
  }

  @Test
  void oneReadReturnsAtMostTenMebibytes() {
    for (int i = 0; i < 2; i++) {
      kinesis.client.putRecords(b -> b.streamName("s").records(entries(6, MEBIBYTE - 1)));
    }
    GetRecordsResponse first =
        kinesis.get(kinesis.iterator("s", SHARD, ShardIteratorType.TRIM_HORIZON));

    assertThat(first.records()).hasSize(10);
    assertThat(kinesis.get(first.nextShardIterator()).records()).hasSize(2);
  }

  @Test
  void iteratorExpiresAfterFiveMinutes() {
    String iterator = kinesis.iterator("s", SHARD, ShardIteratorType.TRIM_HORIZON);
    kinesis.clock.advance(Duration.ofMinutes(5));
    kinesis.get(iterator);
    kinesis.clock.advance(Duration.ofMillis(1));

    assertThatThrownBy(() -> kinesis.get(iterator)).isInstanceOf(ExpiredIteratorException.class);
  }

  @Test
  void iteratorThatIsNoneIsRefused() {
    assertThatThrownBy(() -> kinesis.get("nonsense")).isInstanceOf(InvalidArgumentException.class);
  }

  @Test
  void whatDoesNotExistIsNotFound() {
    assertThatThrownBy(() -> kinesis.put("none", "k", "x"))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(
            () -> kinesis.iterator("s", "shardId-000000000009", ShardIteratorType.LATEST))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void recordsPutWithoutHttpAreReadOverHttp() {
    kinesis.server.put("s", "k", new byte[] {'x'});

    assertThat(kinesis.readAll("s", SHARD)).containsExactly("x");
  }

  @Test
  void shardLimitsThrottleWritesAndReadsWhenEnforced() {
    kinesis.close();
    kinesis = new KinesisFixture(options -> options.withEnforceShardLimits(true));
    kinesis.createStream("s", 1);

    kinesis.client.putRecords(b -> b.streamName("s").records(entries(500, 1)));
    kinesis.client.putRecords(b -> b.streamName("s").records(entries(400, 1)));
    PutRecordsResponse over =
        kinesis.client.putRecords(b -> b.streamName("s").records(entries(200, 1)));

    assertThat(over.failedRecordCount()).isEqualTo(100);
    assertThat(over.records().getLast().errorCode())
        .isEqualTo("ProvisionedThroughputExceededException");
    assertThatThrownBy(() -> kinesis.put("s", "k", "x"))
        .isInstanceOf(ProvisionedThroughputExceededException.class);

    String iterator = kinesis.iterator("s", SHARD, ShardIteratorType.TRIM_HORIZON);
    for (int i = 0; i < 5; i++) {
      assertThat(kinesis.get(iterator).records()).hasSize(1_000);
    }
    assertThatThrownBy(() -> kinesis.get(iterator))
        .isInstanceOf(ProvisionedThroughputExceededException.class);

    kinesis.clock.advance(Duration.ofSeconds(1));
    kinesis.put("s", "k", "x");
    kinesis.get(iterator);
  }

  private static List<PutRecordsRequestEntry> entries(int count, int bytes) {
    SdkBytes data = SdkBytes.fromByteArrayUnsafe(new byte[bytes]);
    return IntStream.range(0, count)
        .mapToObj(i -> PutRecordsRequestEntry.builder().partitionKey("k").data(data).build())
        .toList();
  }

  private List<String> from(ShardIteratorType type, String number) {
    return texts(
        kinesis
            .get(
                kinesis
                    .client
                    .getShardIterator(b ->
                        b.streamName("s")
                            .shardId(SHARD)
                            .shardIteratorType(type)
                            .startingSequenceNumber(number))
                    .shardIterator())
            .records());
  }

  private List<String> at(Instant instant) {
    return texts(
        kinesis
            .get(
                kinesis
                    .client
                    .getShardIterator(b ->
                        b.streamName("s")
                            .shardId(SHARD)
                            .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                            .timestamp(instant))
                    .shardIterator())
            .records());
  }
}
