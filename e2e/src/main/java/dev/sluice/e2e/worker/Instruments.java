package dev.sluice.e2e.worker;

import dev.sluice.e2e.guarantee.TraceEntry;
import java.time.Clock;
import java.util.function.Consumer;

/// What a worker process watches its consumer with and disturbs it.
///
/// @param trace takes an entry for good before it returns
record Instruments(FaultPoints points, Consumer<TraceEntry> trace, Clock clock) {
  /// The property of the consumer's configuration that holds the instruments; without it, their
  /// beans are not there.
  static final String PROPERTY = "sluice.worker.instruments";
}
