package dev.sluice.e2e.bench.query.dynamodb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// The baseline: the calls that the latest state takes, made by DynamoDB's client with nothing
/// around it.
public final class BareClient implements AutoCloseable {
  private final DynamoDbClient dynamo;

  public BareClient(int threads) {
    this.dynamo =
        DynamoDbClient.builder()
            .httpClientBuilder(Apache5HttpClient.builder().maxConnections(threads))
            .build();
  }

  /// @return calls a second
  public double callsPerSecond(int threads, Duration length) throws InterruptedException {
    LongAdder calls = new LongAdder();
    long begun = System.nanoTime();
    long end = begun + length.toNanos();
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      running.add(Thread.ofVirtual().start(() -> callUntil(end, number, calls)));
    }
    for (Thread thread : running) {
      thread.join();
    }
    return calls.sum() * 1e9 / (System.nanoTime() - begun);
  }

  private void callUntil(long end, int first, LongAdder calls) {
    for (int device = first; System.nanoTime() < end; device++) {
      String id = SampleDevices.name(device % SampleDevices.DEVICES);
      dynamo.query(
          QueryRequest.builder()
              .tableName(SampleDevices.TABLES.deviceState())
              .keyConditionExpression("device_id = :device")
              .expressionAttributeValues(Map.of(":device", AttributeValue.fromS(id)))
              .consistentRead(true)
              .build());
      calls.increment();
    }
  }

  @Override
  public void close() {
    dynamo.close();
  }
}
