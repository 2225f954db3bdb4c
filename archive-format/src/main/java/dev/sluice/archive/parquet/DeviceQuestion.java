package dev.sluice.archive.parquet;

import org.jspecify.annotations.Nullable;

/// Rows of a device to read from a file, by event time and then id.
///
/// @param from event time in epoch milliseconds, inclusive
/// @param to event time in epoch milliseconds, exclusive
/// @param ascending whether the oldest come first
/// @param after only what comes after this text in the order of event keys; null for all
/// @param rows at most so many
/// @param payloadBytes ends the answer when its payloads reach that
public record DeviceQuestion(
    String deviceId,
    long from,
    long to,
    boolean ascending,
    @Nullable String after,
    int rows,
    long payloadBytes) {

  boolean isAfter(String eventKey) {
    return after == null
        || (ascending ? eventKey.compareTo(after) > 0 : eventKey.compareTo(after) < 0);
  }
}
