package dev.sluice.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.TableSetup;
import dev.sluice.dynamodb.Tables;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.SystemProperties;
import dev.sluice.local.faults.Fault;
import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.Service;
import dev.sluice.local.kinesis.KinesisOptions;
import dev.sluice.model.Timestamps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.s3.S3Client;

/// One worker with all shards of a stream on a small heap, while the store is slow and then away,
/// and the stream is full of what would fill the heap many times over: large records, and small
/// ones that gzip made of large ones.
class HeapIT {
  private static final int SHARDS = 32;
  private static final int LARGE_RECORDS = 2;
  private static final int LARGE_EVENT_BYTES = 300_000;
  private static final int GZIPPED_RECORDS = 2;
  private static final int GZIPPED_EVENTS = 60;
  private static final int GZIPPED_EVENT_BYTES = 50_000;
  private static final int EVENTS = SHARDS * (3 * LARGE_RECORDS + GZIPPED_RECORDS * GZIPPED_EVENTS);

  private static final String THREADS = "jvm_threads_peak_threads";
  private static final Duration SOON = Duration.ofSeconds(120);
  private static final AttributeValue BEGINNING = AttributeValue.fromS("TRIM_HORIZON");

  private final long seed = Long.getLong("sluice.seed", new SplittableRandom().nextLong(1L << 32));
  private final Instant started = Instant.now();
  private final SplittableRandom random = new SplittableRandom(seed);
  private final LocalStack stack =
      LocalStack.start(
          LocalStackOptions.ephemeral()
              .withServices(Set.of(Service.KINESIS, Service.DYNAMODB, Service.S3))
              .withKinesis(KinesisOptions.defaults().withMaxBufferedBytes(512 << 20)));
  private final SystemProperties aws = new SystemProperties(stack.sdkProperties());
  private final DynamoDbClient dynamo =
      DynamoDbClient.builder().httpClient(Apache5HttpClient.create()).build();
  private final KinesisAsyncClient kinesis =
      KinesisAsyncClient.builder()
          .httpClientBuilder(
              NettyNioAsyncHttpClient.builder()
                  .protocol(software.amazon.awssdk.http.Protocol.HTTP1_1))
          .build();
  private final Tables tables = new Tables("sluice");

  private final Path directory = Path.of("target", "heap-it");

  @BeforeEach
  void fill() throws IOException {
    System.out.println("HeapIT: -Dsluice.seed=" + seed);
    Files.createDirectories(directory);
    TableSetup.createMissing(dynamo, tables);
    try (S3Client s3 = S3Client.builder().httpClient(Apache5HttpClient.create()).build()) {
      s3.createBucket(request -> request.bucket("sluice-archive"));
    }
    kinesis.createStream(request -> request.streamName("sluice-events").shardCount(SHARDS)).join();
    kinesis.waiter().waitUntilStreamExists(request -> request.streamName("sluice-events")).join();
    for (int shard = 0; shard < SHARDS; shard++) {
      put(shard, records(shard));
    }
  }

  @AfterEach
  void close() {
    kinesis.close();
    dynamo.close();
    aws.close();
    stack.close();
  }

  private List<byte[]> records(int shard) throws IOException {
    List<byte[]> records = new ArrayList<>();
    for (int number = 0; number < LARGE_RECORDS; number++) {
      records.add(lines(shard, 3, LARGE_EVENT_BYTES).toByteArray());
    }
    for (int number = 0; number < GZIPPED_RECORDS; number++) {
      ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(gzipped)) {
        lines(shard, GZIPPED_EVENTS, GZIPPED_EVENT_BYTES).writeTo(gzip);
      }
      records.add(gzipped.toByteArray());
    }
    return records;
  }

  /// One filling for all events of a record, so that gzip makes little of it.
  private ByteArrayOutputStream lines(int shard, int events, int eventBytes) throws IOException {
    byte[] filling = new byte[eventBytes * 3 / 4];
    random.nextBytes(filling);
    String padding = Base64.getEncoder().encodeToString(filling);
    if (events > 3) {
      padding = padding.substring(0, 10_000).repeat(eventBytes / 10_000);
    }
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (int event = 0; event < events; event++) {
      lines.write(
          """
          {"id":"%s","event_type":"t","device_id":"device-%d","processing_timestamp":"%s","event_details":{"padding":"%s"}}
          """
              .formatted(
                  new UUID(0x4000L, random.nextLong() | Long.MIN_VALUE),
                  shard,
                  Timestamps.format(Instant.now()),
                  padding)
              .getBytes(UTF_8));
    }
    return lines;
  }

  private void put(int shard, List<byte[]> records) {
    BigInteger perShard = BigInteger.ONE.shiftLeft(128).divide(BigInteger.valueOf(SHARDS));
    String hashKey = perShard.multiply(BigInteger.valueOf(shard)).toString();
    for (byte[] record : records) {
      kinesis
          .putRecords(request ->
              request
                  .streamName("sluice-events")
                  .records(
                      PutRecordsRequestEntry.builder()
                          .partitionKey("device-" + shard)
                          .explicitHashKey(hashKey)
                          .data(SdkBytes.fromByteArray(record))
                          .build()))
          .join();
    }
  }

  @Test
  void allShardsOfAStreamFitASmallHeapWhileTheStoreIsSlowAndAway() throws Exception {
    Faults.Armed slow =
        stack
            .faults()
            .armUntilDisarmed(
                Service.DYNAMODB, Faults.ANY_OPERATION, new Fault.Delayed(Duration.ofMillis(300)));
    Map<String, String> properties = new HashMap<>(stack.sdkProperties());
    try (ConsumerProcess consumer = new ConsumerProcess(directory, "512m", properties)) {
      try {
        awaitStored(consumer, EVENTS / 20);
        slow.disarm();
        surviveAnOutage(consumer);
        awaitStored(consumer, EVENTS);
        await().atMost(SOON).until(() -> checkpointed() == SHARDS);
        assertThat(stored()).isEqualTo(EVENTS);
        System.out.printf("HeapIT: %.0f threads at most%n", consumer.metric(THREADS, ""));
      } finally {
        System.out.println("HeapIT: " + consumer.collections());
      }
    }
  }

  private void surviveAnOutage(ConsumerProcess consumer) throws IOException, InterruptedException {
    Faults.Armed away =
        stack
            .faults()
            .armUntilDisarmed(Service.DYNAMODB, Faults.ANY_OPERATION, new Fault.ServerError(500));
    await().atMost(SOON).until(() -> away.hits() >= 30);
    assertThat(consumer.status("/health/liveness")).isEqualTo(200);
    away.disarm();
  }

  private static void awaitStored(ConsumerProcess consumer, int events) {
    await()
        .atMost(Duration.ofSeconds(240))
        .ignoreExceptions()
        .failFast(consumer::requireAlive)
        .until(() -> consumer.metric("sluice_events_total", "outcome=\"stored\"") >= events);
  }

  /// By key: DynamoDB Local takes minutes to scan a quarter of a gigabyte.
  private int stored() {
    Stream<String> days =
        Stream.of(started, Instant.now()).map(Timestamps::day).map(Object::toString).distinct();
    return days.mapToInt(day ->
            IntStream.range(0, SHARDS).map(shard -> stored("device-" + shard + "#" + day)).sum())
        .sum();
  }

  private int stored(String deviceDay) {
    return dynamo
        .queryPaginator(request ->
            request
                .tableName(tables.events())
                .select(Select.COUNT)
                .keyConditionExpression(StoredEvent.DEVICE_DAY + " = :day")
                .expressionAttributeValues(Map.of(":day", AttributeValue.fromS(deviceDay))))
        .stream()
        .mapToInt(page -> page.count())
        .sum();
  }

  private long checkpointed() {
    return dynamo.scan(request -> request.tableName("sluice-consumer")).items().stream()
        .map(item -> item.getOrDefault("checkpoint", BEGINNING))
        .filter(checkpoint -> !checkpoint.equals(BEGINNING))
        .count();
  }
}
