package dev.sluice.archiver.verify;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/// What was stored, as the table of event ids knows it.
public interface Claims {

  /// Takes the items; from any thread, several at once.
  interface Sink {
    /// @param position the text of the position that claimed the id
    void claimed(UUID id, Place place, String position);

    void erased(UUID id, Place place);
  }

  /// What has become of a claim.
  enum State {
    CLAIMED,
    ERASED,
    /// It has expired, or was withdrawn by who laid it.
    GONE
  }

  /// Reads the whole table once, those of the dates go to the sink.
  ///
  /// @param read told how many more items were looked at
  void scan(DateRange dates, Sink sink, Progress read);

  /// Reads again, consistently.
  Map<UUID, State> now(Collection<UUID> ids);
}
