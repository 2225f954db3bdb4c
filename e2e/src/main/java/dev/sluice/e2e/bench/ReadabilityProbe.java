package dev.sluice.e2e.bench;

import dev.sluice.e2e.aws.EventReads;
import dev.sluice.model.AcceptanceWindow;
import dev.sluice.model.EventKey;
import dev.sluice.preprocess.PreprocessStep;
import dev.sluice.preprocess.Preprocessed;
import dev.sluice.preprocess.Preprocessor;
import dev.sluice.simulator.OutgoingRecord;
import dev.sluice.wire.DecodeLimits;
import dev.sluice.wire.DecodedLine;
import dev.sluice.wire.RecordDecoder;
import java.time.Instant;
import java.util.EnumSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Measures from before an event's put until a consistent read finds it: follows about twenty
/// events a second and asks for each every few milliseconds.
final class ReadabilityProbe implements AutoCloseable {
  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long ASK_MILLIS = 10;
  private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final EventReads events = new EventReads();
  private final RecordDecoder decoder = new RecordDecoder(DecodeLimits.DEFAULT);
  private final Preprocessor preprocessor =
      new Preprocessor(EnumSet.allOf(PreprocessStep.class), AcceptanceWindow.DEFAULT);
  private final ExecutorService followers = Executors.newVirtualThreadPerTaskExecutor();
  private final Histogram micros = new ConcurrentHistogram(GIVE_UP_NANOS / 1000, 3);
  private final AtomicLong nextProbe = new AtomicLong(Long.MAX_VALUE);

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
      while (!events.isReadable(key) && System.nanoTime() - putNanos < GIVE_UP_NANOS) {
        TimeUnit.MILLISECONDS.sleep(ASK_MILLIS);
      }
      micros.recordValue(
          Math.min((System.nanoTime() - putNanos) / 1000, micros.getHighestTrackableValue()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Microseconds from put to readable.
  Histogram latencies() {
    return micros;
  }

  @Override
  public void close() {
    followers.shutdownNow();
    events.close();
  }
}
