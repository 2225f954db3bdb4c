package dev.sluice.e2e.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.sluice.ingest.Ingest;
import dev.sluice.ingest.publish.Offer;
import dev.sluice.ingest.publish.Publisher;
import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.SystemProperties;
import dev.sluice.local.faults.Service;
import dev.sluice.stream.CommittingProcessorFactory;
import dev.sluice.stream.KclTimings;
import dev.sluice.stream.Retrieval;
import dev.sluice.stream.ShardBoard;
import dev.sluice.stream.StreamRecord;
import dev.sluice.stream.WorkerSettings;
import dev.sluice.stream.aws.StreamClients;
import dev.sluice.stream.kcl.StreamWorker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.runtime.server.EmbeddedServer;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.Messages;

/// Aggregates of the publisher, taken apart by the Kinesis Client Library.
final class AggregationIT {
  private static final String STREAM = "aggregated-events";
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int DEVICES = 20;
  private static final int WAVES = 8;
  private static final int EACH = 40;
  private static final int EVENT_BYTES = 250;
  private static final BigInteger MIDDLE = BigInteger.TWO.pow(127);

  private LocalStack stack;
  private SystemProperties properties;
  private EmbeddedServer ingest;
  private StreamClients clients;

  @BeforeEach
  void start() {
    stack =
        LocalStack.start(
            LocalStackOptions.ephemeral().withServices(Set.of(Service.KINESIS, Service.DYNAMODB)));
    properties = new SystemProperties(stack.sdkProperties());
    clients = StreamClients.open(Retrieval.polling());
    clients.kinesis().createStream(stream -> stream.streamName(STREAM).shardCount(1)).join();
    ingest =
        Ingest.start(
            Map.of(
                "micronaut.server.host",
                "127.0.0.1",
                "micronaut.server.port",
                -1,
                "sluice.security.mode",
                "off",
                "sluice.environment",
                "local",
                "sluice.ingest.sqs.enabled",
                false,
                "sluice.ingest.udp.enabled",
                false,
                "sluice.ingest.stream",
                STREAM));
  }

  @AfterEach
  void stop() {
    ingest.stop();
    clients.close();
    properties.close();
    stack.close();
  }

  @Test
  void aggregatesOfADeviceSurviveASplitWholeAndInOrder() {
    Queue<StreamRecord> read = new ConcurrentLinkedQueue<>();
    try (StreamWorker worker = worker(read)) {
      worker.start();
      List<CompletableFuture<Void>> offers = new ArrayList<>();
      for (int wave = 0; wave < WAVES; wave++) {
        offers.add(offer(wave));
        if (wave == WAVES / 2) {
          split();
        }
      }
      assertThat(CompletableFuture.allOf(offers.toArray(CompletableFuture[]::new)))
          .succeedsWithin(SOON);
      await().atMost(SOON).until(() -> read.size() >= DEVICES * WAVES * EACH);
    }
    for (int device = 0; device < DEVICES; device++) {
      String key = "device-" + device;
      Set<Integer> numbers = new LinkedHashSet<>();
      read.stream()
          .filter(record -> record.partitionKey().equals(key))
          .forEach(record -> numbers.add(record.data().getInt()));
      assertThat(numbers)
          .as(key)
          .containsExactlyElementsOf(IntStream.range(0, WAVES * EACH).boxed().toList());
    }
    assertThat(read).anyMatch(record -> record.subSequenceNumber() > 0);
    MeterRegistry meters = ingest.getApplicationContext().getBean(MeterRegistry.class);
    assertThat(meters.get("sluice.ingest.put.units").counter().count())
        .as("of 25 KiB; without aggregates one for each event")
        .isLessThan(DEVICES * WAVES * EACH / 10.0);
  }

  private StreamWorker worker(Queue<StreamRecord> read) {
    WorkerSettings settings =
        WorkerSettings.of("aggregation", STREAM).withTimings(KclTimings.LOCAL);
    return new StreamWorker(
        "reader",
        settings,
        clients,
        CommittingProcessorFactory.committingEachBatch(
            (shard, control) -> batch -> read.addAll(batch.records())),
        new ShardBoard(settings.application(), new SimpleMeterRegistry(), Clock.systemUTC()),
        () -> ThreadLocalRandom.current().nextLong());
  }

  /// The next numbers of every device.
  private CompletableFuture<Void> offer(int wave) {
    List<StreamEntry> entries = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      for (int device = 0; device < DEVICES; device++) {
        entries.add(
            new StreamEntry(
                "device-" + device,
                ByteBuffer.allocate(EVENT_BYTES).putInt(wave * EACH + i).array()));
      }
    }
    Offer offer = ingest.getApplicationContext().getBean(Publisher.class).offer(entries, SOON);
    assertThat(offer).isInstanceOf(Offer.Taken.class);
    return ((Offer.Taken) offer).acknowledged();
  }

  private void split() {
    KinesisAsyncClient kinesis = clients.kinesis();
    Shard only = kinesis.listShards(list -> list.streamName(STREAM)).join().shards().getFirst();
    kinesis
        .splitShard(split ->
            split
                .streamName(STREAM)
                .shardToSplit(only.shardId())
                .newStartingHashKey(MIDDLE.toString()))
        .join();
  }

  /// Why an aggregate never holds two devices. Of "a" the hash lies in the lower half, of "b" in
  /// the upper.
  @Test
  void theClientLibraryDropsAnAggregateOfDevicesThatASplitHasParted() throws Exception {
    List<KinesisClientRecord> lower =
        new AggregatorUtil()
            .deaggregate(
                List.of(aggregate("a", "a", "b")),
                BigInteger.ZERO,
                MIDDLE.subtract(BigInteger.ONE));
    assertThat(lower).isEmpty();
    assertThat(
            new AggregatorUtil()
                .deaggregate(
                    List.of(aggregate("a", "a", "a")),
                    BigInteger.ZERO,
                    MIDDLE.subtract(BigInteger.ONE)))
        .hasSize(3);
  }

  private static KinesisClientRecord aggregate(String... keys) throws Exception {
    Messages.AggregatedRecord.Builder aggregate = Messages.AggregatedRecord.newBuilder();
    for (int i = 0; i < keys.length; i++) {
      aggregate
          .addPartitionKeyTable(keys[i])
          .addRecords(
              Messages.Record.newBuilder()
                  .setPartitionKeyIndex(i)
                  .setData(ByteString.copyFrom("{}", StandardCharsets.UTF_8)));
    }
    byte[] body = aggregate.build().toByteArray();
    ByteBuffer record =
        ByteBuffer.allocate(AggregatorUtil.AGGREGATED_RECORD_MAGIC.length + body.length + 16)
            .put(AggregatorUtil.AGGREGATED_RECORD_MAGIC)
            .put(body)
            .put(MessageDigest.getInstance("MD5").digest(body))
            .flip();
    return KinesisClientRecord.builder()
        .partitionKey(keys[0])
        .sequenceNumber("1")
        .data(record)
        .build();
  }
}
