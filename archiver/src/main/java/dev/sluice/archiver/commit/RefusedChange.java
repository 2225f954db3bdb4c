package dev.sluice.archiver.commit;

import dev.sluice.archiver.change.Change;
import dev.sluice.archiver.change.ChangeGlimpse;
import dev.sluice.stream.StreamRecord;
import java.time.Instant;
import java.util.Map;

/// A record of the change stream that cannot be archived, and why.
public record RefusedChange(StreamRecord record, Change.Refused refused) {

  /// Whether it is of an event that was erased; what does not tell when its event was received is,
  /// if its device was.
  ///
  /// @param erased by device id, until when
  boolean isErased(Map<String, Instant> erased) {
    byte[] data = new byte[record.data().remaining()];
    record.data().get(data);
    String device = ChangeGlimpse.of(data).deviceId();
    Instant until = device == null ? null : erased.get(device);
    return until != null
        && ChangeGlimpse.receivedTime(data).filter(at -> at.isAfter(until)).isEmpty();
  }
}
