package dev.sluice.stream.kcl;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.sluice.stream.CommittingProcessorFactory;
import dev.sluice.stream.KclTimings;
import dev.sluice.stream.Retrieval;
import dev.sluice.stream.ShardBoard;
import dev.sluice.stream.ShardProcessorFactory;
import dev.sluice.stream.ShardStatus;
import dev.sluice.stream.WorkerSettings;
import dev.sluice.stream.aws.StreamClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.kpl.Messages;

/// A stream and workers on it.
final class StreamBench implements AutoCloseable {
  static final RandomGenerator RANDOM = () -> ThreadLocalRandom.current().nextLong();

  private final List<StreamWorker> workers = new ArrayList<>();
  final StreamClients clients;
  final WorkerSettings settings;
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final ShardBoard board;

  StreamBench(String stream, int shards, Retrieval retrieval) {
    this.settings =
        WorkerSettings.of("app-of-" + stream, stream)
            .withTimings(KclTimings.LOCAL)
            .withRetrieval(retrieval);
    this.clients = StreamClients.open(retrieval);
    this.board = new ShardBoard(settings.application(), registry, Clock.systemUTC());
    clients.kinesis().createStream(b -> b.streamName(stream).shardCount(shards)).join();
    await().until(this::isActive);
  }

  boolean isActive() {
    return clients
            .kinesis()
            .describeStreamSummary(b -> b.streamName(settings.stream()))
            .join()
            .streamDescriptionSummary()
            .streamStatus()
        == StreamStatus.ACTIVE;
  }

  StreamWorker start(String name, ShardProcessorFactory factory) {
    return start(name, settings, factory);
  }

  StreamWorker start(String name, WorkerSettings other, ShardProcessorFactory factory) {
    return start(name, other, CommittingProcessorFactory.committingEachBatch(factory));
  }

  StreamWorker start(String name, WorkerSettings other, CommittingProcessorFactory factory) {
    StreamWorker worker = new StreamWorker(name, other, clients, factory, board, RANDOM);
    workers.add(worker);
    worker.start();
    return worker;
  }

  /// Puts records with the texts `from` to `to` − 1, spread over all shards.
  void put(int from, int to) {
    for (int start = from; start < to; start += 500) {
      List<PutRecordsRequestEntry> entries =
          IntStream.range(start, Math.min(to, start + 500)).mapToObj(StreamBench::entry).toList();
      clients.kinesis().putRecords(b -> b.streamName(settings.stream()).records(entries)).join();
    }
  }

  /// One Kinesis record that holds several, as the Kinesis Producer Library packs those of one
  /// device.
  ///
  /// @see <a
  ///   href="https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md">
  ///   the aggregation format</a>
  void putAggregate(String device, List<String> texts) {
    Messages.AggregatedRecord.Builder aggregate =
        Messages.AggregatedRecord.newBuilder().addPartitionKeyTable(device);
    for (String text : texts) {
      aggregate.addRecords(
          Messages.Record.newBuilder()
              .setPartitionKeyIndex(0)
              .setData(ByteString.copyFromUtf8(text)));
    }
    byte[] message = aggregate.build().toByteArray();
    ByteBuffer record =
        ByteBuffer.allocate(AggregatorUtil.AGGREGATED_RECORD_MAGIC.length + message.length + 16)
            .put(AggregatorUtil.AGGREGATED_RECORD_MAGIC)
            .put(message)
            .put(md5(message))
            .flip();
    clients
        .kinesis()
        .putRecord(b ->
            b.streamName(settings.stream())
                .partitionKey(device)
                .data(SdkBytes.fromByteBuffer(record)))
        .join();
  }

  private static byte[] md5(byte[] message) {
    try {
      return MessageDigest.getInstance("MD5").digest(message);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has MD5", impossible);
    }
  }

  private static PutRecordsRequestEntry entry(int number) {
    return PutRecordsRequestEntry.builder()
        .partitionKey("device-" + number % 97)
        .data(SdkBytes.fromUtf8String(Integer.toString(number)))
        .build();
  }

  static List<String> texts(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }

  Map<String, Long> shardsByWorker() {
    return board.shards().stream()
        .collect(Collectors.groupingBy(ShardStatus::worker, Collectors.counting()));
  }

  void splitFirstShard() {
    Shard shard =
        clients.kinesis().listShards(b -> b.streamName(settings.stream())).join().shards().get(0);
    BigInteger middle =
        new BigInteger(shard.hashKeyRange().startingHashKey())
            .add(new BigInteger(shard.hashKeyRange().endingHashKey()))
            .shiftRight(1);
    clients
        .kinesis()
        .splitShard(b ->
            b.streamName(settings.stream())
                .shardToSplit(shard.shardId())
                .newStartingHashKey(middle.toString()))
        .join();
  }

  /// What the lease table says of a shard; nothing when it has no lease.
  Optional<String> checkpoint(String shardId) {
    return Optional.ofNullable(item(shardId).get("checkpoint")).map(AttributeValue::s);
  }

  /// An item of the lease table; empty when there is none.
  Map<String, AttributeValue> item(String key) {
    return clients
        .dynamoDb()
        .getItem(b ->
            b.tableName(settings.application())
                .consistentRead(true)
                .key(Map.of("leaseKey", AttributeValue.fromS(key))))
        .join()
        .item();
  }

  /// Owners by shard; `nobody` where there is none.
  Map<String, String> leaseOwners() {
    return clients
        .dynamoDb()
        .scan(b -> b.tableName(settings.application()).consistentRead(true))
        .join()
        .items()
        .stream()
        .filter(item -> item.containsKey("checkpoint"))
        .collect(
            Collectors.toMap(
                item -> item.getOrDefault("leaseKey", AttributeValue.fromS("")).s(),
                item -> item.getOrDefault("leaseOwner", AttributeValue.fromS("nobody")).s()));
  }

  /// What a worker elsewhere would do to take a lease away.
  void stealLease(String shardId, String thief) {
    clients
        .dynamoDb()
        .updateItem(b ->
            b.tableName(settings.application())
                .key(Map.of("leaseKey", AttributeValue.fromS(shardId)))
                .updateExpression("SET leaseOwner = :thief ADD leaseCounter :one")
                .expressionAttributeValues(
                    Map.of(
                        ":thief", AttributeValue.fromS(thief),
                        ":one", AttributeValue.fromN("1"))))
        .join();
  }

  @Override
  public void close() {
    workers.forEach(StreamWorker::close);
    clients.close();
  }

  static Duration since(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
