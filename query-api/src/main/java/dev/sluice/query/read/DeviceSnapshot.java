package dev.sluice.query.read;

import dev.sluice.model.Event;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a device. It outlives the events it is made of: a device that has been silent
/// for longer than events are kept still has its last known state.
///
/// @param lastSeen the minute in which an event was last received; null when not yet noted
/// @param newest the newest event of each type, by type
/// @param complete false when the device has more types than one answer holds
public record DeviceSnapshot(
    String deviceId, @Nullable Instant lastSeen, List<Event> newest, boolean complete) {
  public DeviceSnapshot {
    newest = List.copyOf(newest);
  }
}
