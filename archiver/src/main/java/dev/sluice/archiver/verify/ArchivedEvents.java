package dev.sluice.archiver.verify;

import java.io.IOException;
import java.util.UUID;

/// What the archive holds.
public interface ArchivedEvents {

  /// Takes the id of each row.
  interface Sink {
    void archived(UUID id, Place place);
  }

  /// Reads the ids of the current files of each partition of the dates.
  void read(DateRange dates, Sink sink, Progress rows) throws IOException, InterruptedException;
}
