package dev.sluice.ingest.publish.outbox;

import java.time.Duration;

/// How full the buffer is.
///
/// @param entries that wait or are on their way
/// @param bytes of those, keys included
/// @param share of the room that is taken, 0 to 1: of entries or bytes, whichever is scarcer
/// @param oldest how long the oldest of them has been here
public record Fill(int entries, long bytes, double share, Duration oldest) {}
