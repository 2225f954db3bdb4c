package dev.sluice.e2e.bench;

import dev.sluice.model.AcceptanceWindow;
import dev.sluice.model.EventKey;
import dev.sluice.preprocess.Preprocessed;
import dev.sluice.preprocess.PreprocessStep;
import dev.sluice.preprocess.Preprocessor;
import dev.sluice.simulator.OutgoingRecord;
import dev.sluice.wire.DecodeLimits;
import dev.sluice.wire.DecodedLine;
import dev.sluice.wire.RecordDecoder;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Measures from before an event's put until a consistent read finds it: follows about twenty events
/// a second and asks for each every few milliseconds.
final class ReadabilityProbe implements AutoCloseable {
  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long ASK_MILLIS = 10;
  private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final String table;
  private final DynamoDbClient dynamo = DynamoDbClient.create();
  private final RecordDecoder decoder = new RecordDecoder(DecodeLimits.DEFAULT);
  private final Preprocessor preprocessor =
      new Preprocessor(EnumSet.allOf(PreprocessStep.class), AcceptanceWindow.DEFAULT);
  private final ExecutorService followers = Executors.newVirtualThreadPerTaskExecutor();
  private final Histogram micros = new ConcurrentHistogram(GIVE_UP_NANOS / 1000, 3);
  private final AtomicLong nextProbe = new AtomicLong(Long.MAX_VALUE);

  private ReadabilityProbe(String table) {
    this.table = table;
  }

  static ReadabilityProbe start(String table) {
    return new ReadabilityProbe(table);
  }

  void begin() {
    nextProbe.set(System.nanoTime());
  }

  void end() throws InterruptedException {
    nextProbe.set(Long.MAX_VALUE);
    followers.shutdown();
    followers.awaitTermination(GIVE_UP_NANOS, TimeUnit.NANOSECONDS);
  }

  void sent(OutgoingRecord record, long putNanos) {
    if (System.nanoTime() < nextProbe.get()) {
      return;
    }
    nextProbe.set(System.nanoTime() + EVERY_NANOS);
    for (DecodedLine line : decoder.decode(record.bytes(), record.partitionKey())) {
      if (line instanceof DecodedLine.Decoded decoded
          && preprocessor.apply(decoded.event(), Instant.now())
              instanceof Preprocessed.Accepted accepted) {
        EventKey key = accepted.event().key();
        followers.execute(() -> follow(key, putNanos));
      }
    }
  }

  private void follow(EventKey key, long putNanos) {
    try {
      while (!isReadable(key) && System.nanoTime() - putNanos < GIVE_UP_NANOS) {
        TimeUnit.MILLISECONDS.sleep(ASK_MILLIS);
      }
      micros.recordValue(
          Math.min((System.nanoTime() - putNanos) / 1000, micros.getHighestTrackableValue()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isReadable(EventKey key) {
    return dynamo
        .getItem(
            request ->
                request
                    .tableName(table)
                    .consistentRead(true)
                    .projectionExpression("event_id")
                    .key(
                        Map.of(
                            "device_day", AttributeValue.fromS(key.deviceDay()),
                            "event_key", AttributeValue.fromS(key.eventKey()))))
        .hasItem();
  }

  /// Microseconds from put to readable.
  Histogram latencies() {
    return micros;
  }

  @Override
  public void close() {
    followers.shutdownNow();
    dynamo.close();
  }
}
