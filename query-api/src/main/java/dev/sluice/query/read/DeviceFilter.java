package dev.sluice.query.read;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which devices to list.
///
/// @param prefix what the device id begins with; empty for any
/// @param seenSince only devices seen in the minute of this instant or later; null for any
/// @param seenUntil only devices last seen in the minute of this instant or earlier; null for any
public record DeviceFilter(
    String prefix, @Nullable Instant seenSince, @Nullable Instant seenUntil) {

  public DeviceFilter withPrefix(String other) {
    return new DeviceFilter(other, seenSince, seenUntil);
  }
}
