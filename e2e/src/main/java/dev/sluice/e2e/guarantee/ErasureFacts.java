package dev.sluice.e2e.guarantee;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What was erased, and what lies anywhere of the devices that were.
///
/// @param erasedAt by device, until when what was received of it is to be nowhere
/// @param left whatever names one of those devices: items, states, alerts, rows of the archive's
///   current files, dead letters
/// @param ids of erased events, as their claims still hold them
public record ErasureFacts(Map<String, Instant> erasedAt, List<Left> left, Set<UUID> ids) {
  public static final ErasureFacts NONE = new ErasureFacts(Map.of(), List.of(), Set.of());

  public ErasureFacts {
    erasedAt = Map.copyOf(erasedAt);
    left = List.copyOf(left);
    ids = Set.copyOf(ids);
  }

  /// Something that is left of a device.
  ///
  /// @param where it lies, for a reader: `item`, `state`, `alert`, `letter`, or the file of the
  ///   archive
  /// @param name the id of its event; of an alert its key, of a letter its place
  public record Left(String where, String name, String deviceId, Instant received) {}

  boolean isErased(UUID id) {
    return ids.contains(id);
  }

  /// Whether the device was erased, so that a letter of it need not be there.
  boolean concerns(String deviceId) {
    return erasedAt.containsKey(deviceId);
  }
}
