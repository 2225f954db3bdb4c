package dev.sluice.query.read;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The events of a UTC date of event time.
///
/// @param type only events of this type; null for all
/// @param devicePrefix what the device id begins with; empty for any
public record EventDay(LocalDate date, @Nullable String type, String devicePrefix) {}
