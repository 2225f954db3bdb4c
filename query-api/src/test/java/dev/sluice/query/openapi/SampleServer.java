package dev.sluice.query.openapi;

import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.http.access.Keys;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.faults.Service;
import dev.sluice.query.dynamodb.DynamoDbStore;
import dev.sluice.query.http.TestServer;
import dev.sluice.query.read.Events;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The whole service over a DynamoDB that holds the [SampleData], at its noon, and an empty
/// archive.
final class SampleServer implements AutoCloseable {
  private final LocalStack stack;
  private final DynamoDbStore store;
  private final TestServer server;
  private final TestServer guarded;

  SampleServer() {
    stack =
        LocalStack.start(
            LocalStackOptions.ephemeral()
                .withServices(Set.of(Service.DYNAMODB, Service.S3))
                .withSweepPeriod(Duration.ofHours(1)));
    stack.sdkProperties().forEach(System::setProperty);
    store = new DynamoDbStore(stack.dynamoDb());
    SampleData.fill(store);
    try (S3Client s3 = S3Client.builder().httpClient(Apache5HttpClient.create()).build()) {
      s3.createBucket(create -> create.bucket("sluice-archive"));
    }
    store.putBeat(
        new ShardBeat(
            "1772323200000/shardId-000000000000", "consumer-0:7", Duration.ZERO, Events.NOW));
    Map<String, Object> settings =
        new HashMap<>(
            Map.of(
                "test.clock", "noon",
                "sluice.rules[0].name", "too-hot",
                "sluice.rules[0].type", "threshold",
                "sluice.rules[0].event-type", "temperature",
                "sluice.rules[0].field", "/payload/celsius",
                "sluice.rules[0].above", "30",
                "sluice.rules[0].clear-below", "28"));
    server = TestServer.start(settings);
    settings.putAll(Keys.settings());
    settings.put("sluice.rate-limit.burst", 100_000);
    guarded = TestServer.start(settings);
  }

  TestServer server() {
    return server;
  }

  /// The same for those who have one of the [Keys].
  TestServer guarded() {
    return guarded;
  }

  @Override
  public void close() {
    server.close();
    guarded.close();
    store.close();
    stack.sdkProperties().keySet().forEach(System::clearProperty);
    stack.close();
  }
}
