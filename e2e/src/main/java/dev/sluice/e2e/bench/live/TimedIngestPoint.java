package dev.sluice.e2e.bench.live;

import dev.sluice.model.AcceptanceWindow;
import dev.sluice.preprocess.PreprocessStep;
import dev.sluice.preprocess.Preprocessed;
import dev.sluice.preprocess.Preprocessor;
import dev.sluice.simulator.Acknowledgement;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.OutgoingRecord;
import dev.sluice.wire.DecodeLimits;
import dev.sluice.wire.DecodedLine;
import dev.sluice.wire.RecordDecoder;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Notes of each event when its put began.
final class TimedIngestPoint implements IngestPoint {
  private final RecordDecoder decoder = new RecordDecoder(DecodeLimits.DEFAULT);
  private final Preprocessor preprocessor =
      new Preprocessor(EnumSet.allOf(PreprocessStep.class), AcceptanceWindow.DEFAULT);
  private final Map<String, Long> putNanos = new ConcurrentHashMap<>();
  private final IngestPoint ingest;

  TimedIngestPoint(IngestPoint ingest) {
    this.ingest = ingest;
  }

  @Override
  public List<Acknowledgement> send(List<OutgoingRecord> records) throws InterruptedException {
    long put = System.nanoTime();
    for (OutgoingRecord record : records) {
      for (DecodedLine line : decoder.decode(record.bytes(), record.partitionKey())) {
        if (line instanceof DecodedLine.Decoded decoded
            && preprocessor.apply(decoded.event(), Instant.now())
                instanceof Preprocessed.Accepted accepted) {
          putNanos.put(accepted.event().eventId().toString(), put);
        }
      }
    }
    return ingest.send(records);
  }

  /// Null for an event that was not sent by this.
  @Nullable Long putNanos(String eventId) {
    return putNanos.get(eventId);
  }

  int events() {
    return putNanos.size();
  }

  @Override
  public void close() {
    ingest.close();
  }
}
