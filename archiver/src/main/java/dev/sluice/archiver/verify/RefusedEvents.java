package dev.sluice.archiver.verify;

import java.io.IOException;
import java.util.UUID;
import java.util.function.Consumer;

/// The dead letters of the archiver.
public interface RefusedEvents {

  /// Reads those that may tell of events of the dates.
  ///
  /// @param known takes the ids of events that letters name
  /// @return how many letters name none
  long read(DateRange dates, Consumer<UUID> known, Progress letters) throws IOException;
}
