package dev.sluice.query.openapi;

import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.faults.Service;
import dev.sluice.query.dynamodb.DynamoDbStore;
import dev.sluice.query.http.TestServer;
import dev.sluice.query.read.Events;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/// The whole service over a DynamoDB that holds the [SampleData], at its noon.
final class SampleServer implements AutoCloseable {
  private final LocalStack stack;
  private final DynamoDbStore store;
  private final TestServer server;

  SampleServer() {
    stack =
        LocalStack.start(
            LocalStackOptions.ephemeral()
                .withServices(Set.of(Service.DYNAMODB))
                .withSweepPeriod(Duration.ofHours(1)));
    stack.sdkProperties().forEach(System::setProperty);
    store = new DynamoDbStore(stack.dynamoDb());
    SampleData.fill(store);
    store.putBeat(
        new ShardBeat(
            "1772323200000/shardId-000000000000", "consumer-0:7", Duration.ZERO, Events.NOW));
    server =
        TestServer.start(
            Map.of(
                "test.clock", "noon",
                "sluice.rules[0].name", "too-hot",
                "sluice.rules[0].type", "threshold",
                "sluice.rules[0].event-type", "temperature",
                "sluice.rules[0].field", "/payload/celsius",
                "sluice.rules[0].above", "30",
                "sluice.rules[0].clear-below", "28"));
  }

  TestServer server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
    store.close();
    stack.sdkProperties().keySet().forEach(System::clearProperty);
    stack.close();
  }
}
