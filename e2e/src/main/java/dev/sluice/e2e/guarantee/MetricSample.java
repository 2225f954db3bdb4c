package dev.sluice.e2e.guarantee;

import dev.sluice.e2e.Tally;
import java.time.Instant;

/// What a worker process counted.
///
/// Counters are read one after the other, so a sample may fall between two additions and show an
/// identity that is off for a moment; one that stays off is a breach.
///
/// @param process as its [Trace] names it
/// @param atRest whether the process had nothing left to do: the stream was drained, or the workers
///   were stopped in good order. What was killed has no such sample.
public record MetricSample(Instant at, String process, Tally tally, boolean atRest) {}
