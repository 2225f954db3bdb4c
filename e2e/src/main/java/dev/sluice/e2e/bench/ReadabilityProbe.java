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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// Measures from before an event's put until a consistent read finds it. Follows about twenty
/// events a second and asks for all that are missing at once, fifty times a second at most, so that
/// the asking hardly weighs.
final class ReadabilityProbe implements AutoCloseable {
  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long ASK_MILLIS = 40;
  private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final EventReads reads = new EventReads();
  private final RecordDecoder decoder = new RecordDecoder(DecodeLimits.DEFAULT);
  private final Preprocessor preprocessor =
      new Preprocessor(EnumSet.allOf(PreprocessStep.class), AcceptanceWindow.DEFAULT);
  private final Map<EventKey, Long> missing = new ConcurrentHashMap<>();
  private final Histogram micros = new Histogram(GIVE_UP_NANOS / 1000, 3);
  private final Thread follower =
      Thread.ofPlatform().name("probe").daemon().unstarted(this::follow);
  private volatile long nextProbe = Long.MAX_VALUE;

  void begin() {
    nextProbe = System.nanoTime();
    follower.start();
  }

  /// Returns when every event followed was found or given up.
  void end() throws InterruptedException {
    nextProbe = Long.MAX_VALUE;
    while (!missing.isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(ASK_MILLIS);
    }
    follower.interrupt();
    follower.join();
  }

  void sent(OutgoingRecord record, long putNanos) {
    if (System.nanoTime() < nextProbe || missing.size() >= EventReads.MOST_KEYS) {
      return;
    }
    nextProbe = System.nanoTime() + EVERY_NANOS;
    for (DecodedLine line : decoder.decode(record.bytes(), record.partitionKey())) {
      if (line instanceof DecodedLine.Decoded decoded
          && preprocessor.apply(decoded.event(), Instant.now())
              instanceof Preprocessed.Accepted accepted) {
        missing.put(accepted.event().key(), putNanos);
      }
    }
  }

  private void follow() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(ASK_MILLIS);
        List<EventKey> asked = List.copyOf(missing.keySet());
        if (!asked.isEmpty()) {
          reads.readable(asked).forEach(this::found);
          asked.stream().filter(this::isOverdue).forEach(this::found);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isOverdue(EventKey key) {
    Long put = missing.get(key);
    return put != null && System.nanoTime() - put > GIVE_UP_NANOS;
  }

  private void found(EventKey key) {
    Long put = missing.remove(key);
    if (put != null) {
      micros.recordValue(
          Math.min((System.nanoTime() - put) / 1000, micros.getHighestTrackableValue()));
    }
  }

  /// Microseconds from put to readable.
  Histogram latencies() {
    return micros;
  }

  @Override
  public void close() {
    follower.interrupt();
    reads.close();
  }
}
