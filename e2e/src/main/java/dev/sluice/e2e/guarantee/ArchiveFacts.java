package dev.sluice.e2e.guarantee;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/// What lay in the archive's current files when all was done.
///
/// @param present the ids of items that had not been removed by then
/// @param refused the ids of removals that are dead letters of the archiver
public record ArchiveFacts(List<Row> rows, Set<UUID> present, Set<UUID> refused) {
  /// Nothing was archived.
  public static final ArchiveFacts NONE = new ArchiveFacts(List.of(), Set.of(), Set.of());

  public ArchiveFacts {
    rows = List.copyOf(rows);
    present = Set.copyOf(present);
    refused = Set.copyOf(refused);
  }

  /// @param fingerprint of its content as it lies there
  /// @param file its key
  public record Row(UUID eventId, String eventKey, String fingerprint, String file) {}
}
