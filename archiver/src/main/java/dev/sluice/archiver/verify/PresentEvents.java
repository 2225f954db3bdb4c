package dev.sluice.archiver.verify;

import java.util.UUID;

/// What the table of events holds, expired items that are not deleted yet included.
public interface PresentEvents {

  /// Takes the ids; from any thread, several at once.
  interface Sink {
    void present(UUID id, Place place);
  }

  /// Reads the whole table once, consistently; those of the dates go to the sink.
  void scan(DateRange dates, Sink sink, Progress read);
}
