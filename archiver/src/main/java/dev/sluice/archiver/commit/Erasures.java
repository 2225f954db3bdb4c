package dev.sluice.archiver.commit;

import java.time.Instant;
import java.util.Map;

/// Whose events are to be nowhere any more.
@FunctionalInterface
public interface Erasures {
  /// Reads the list; one that was written before the call is in it. Makes one attempt.
  ///
  /// @return by device id, until when events that were received are erased, that instant included
  Map<String, Instant> read();
}
