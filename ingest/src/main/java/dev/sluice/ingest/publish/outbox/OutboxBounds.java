package dev.sluice.ingest.publish.outbox;

import java.time.Duration;

/// How much waits, and how much goes at a time.
///
/// @param batchRecords most records in a call
/// @param batchBytes most bytes in a call, keys included
/// @param linger how long a record waits for company while another call is on its way
/// @param bufferEntries most entries that wait or are on their way
/// @param bufferBytes most bytes of those, keys included
/// @param aggregateBytes up to how many bytes entries of one key share a record; 0 for never
public record OutboxBounds(
    int batchRecords,
    int batchBytes,
    Duration linger,
    int bufferEntries,
    long bufferBytes,
    int aggregateBytes) {}
