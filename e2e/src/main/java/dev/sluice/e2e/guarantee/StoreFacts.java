package dev.sluice.e2e.guarantee;

import java.util.List;
import java.util.UUID;

/// What lay in the tables and among the dead letters when all was done. Payloads are left out:
/// their fingerprints stand for them.
///
/// @param events those that lay in their table, and those that had expired and lay in the archive
/// @param claims but for those that an erasure has emptied
public record StoreFacts(
    List<Item> events,
    List<Holder> claims,
    List<State> states,
    List<Letter> letters,
    ArchiveFacts archive,
    ErasureFacts erasure) {

  public StoreFacts {
    events = List.copyOf(events);
    claims = List.copyOf(claims);
    states = List.copyOf(states);
    letters = List.copyOf(letters);
  }

  /// A stored event.
  ///
  /// @param eventKey `<ISO-8601 millis>#<event_id>`
  /// @param fingerprint of its content as it lies there
  public record Item(
      UUID eventId,
      String deviceId,
      String eventType,
      String eventKey,
      Place place,
      String fingerprint) {}

  /// A claim: which event holds an id.
  public record Holder(UUID eventId, String eventKey, Place place, String fingerprint) {}

  /// The newest event of a type on a device.
  public record State(String deviceId, String eventType, String eventKey) {}

  /// A dead letter.
  public record Letter(Place place, String reason, long contentHash) {}
}
