package dev.sluice.local.kinesis;

import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/// A local Kinesis with a moving clock, and the SDK's clients for it. The clients do not retry, so
/// that a test sees each error.
final class KinesisFixture implements AutoCloseable {

  /// Shared, because closing one takes two seconds.
  private static final SdkEventLoopGroup EVENT_LOOPS =
      SdkEventLoopGroup.builder().numberOfThreads(2).build();

  final ManualClock clock = new ManualClock();
  final Faults faults = new Faults();
  final OperationLog operations = new OperationLog();
  final LocalKinesis server;
  final KinesisClient client;

  KinesisFixture() {
    this(options -> options);
  }

  KinesisFixture(UnaryOperator<KinesisOptions> change) {
    server =
        LocalKinesis.start(
            change.apply(KinesisOptions.defaults().withClock(clock)), faults, operations);
    client = syncClient(server.endpoint());
  }

  static KinesisClient syncClient(URI endpoint) {
    return KinesisClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials())
        .overrideConfiguration(o -> o.retryStrategy(b -> b.maxAttempts(1)))
        .build();
  }

  static KinesisAsyncClient asyncClient(URI endpoint) {
    return KinesisAsyncClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials())
        .httpClientBuilder(
            NettyNioAsyncHttpClient.builder()
                .eventLoopGroup(EVENT_LOOPS)
                .protocol(Protocol.HTTP1_1)
                .maxConcurrency(100)
                .readTimeout(Duration.ofSeconds(30)))
        .build();
  }

  static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
  }

  void createStream(String name, int shards) {
    client.createStream(b -> b.streamName(name).shardCount(shards));
  }

  PutRecordResponse put(String stream, String key, String data) {
    return client.putRecord(b -> b.streamName(stream).partitionKey(key).data(bytes(data)));
  }

  List<Shard> shards(String stream) {
    return client.listShards(b -> b.streamName(stream)).shards();
  }

  String iterator(String stream, String shardId, ShardIteratorType type) {
    return client
        .getShardIterator(b -> b.streamName(stream).shardId(shardId).shardIteratorType(type))
        .shardIterator();
  }

  GetRecordsResponse get(String iterator) {
    return client.getRecords(b -> b.shardIterator(iterator));
  }

  List<String> readAll(String stream, String shardId) {
    return texts(get(iterator(stream, shardId, ShardIteratorType.TRIM_HORIZON)).records());
  }

  static SdkBytes bytes(String text) {
    return SdkBytes.fromString(text, StandardCharsets.UTF_8);
  }

  static List<String> texts(List<Record> records) {
    return records.stream().map(r -> r.data().asUtf8String()).toList();
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
