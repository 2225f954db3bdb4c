package dev.sluice.query.read;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which devices to list.
///
/// @param prefix what the device id begins with; empty for any
/// @param seenSince only devices seen in the minute of this instant or later; null for any
public record DeviceFilter(String prefix, @Nullable Instant seenSince) {}
