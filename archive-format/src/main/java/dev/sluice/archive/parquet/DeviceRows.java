package dev.sluice.archive.parquet;

import dev.sluice.model.Event;
import java.util.List;

/// Events of a device from one file.
///
/// @param more whether the file may hold further ones behind the last
public record DeviceRows(List<Event> events, boolean more) {
  public DeviceRows {
    events = List.copyOf(events);
  }
}
