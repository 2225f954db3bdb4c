package dev.sluice.quality;

import dev.sluice.model.Positioned;
import java.time.Instant;

/// One event as it counts.
///
/// @param position the text of its [dev.sluice.model.Position]
/// @param received when Kinesis took it
public record Observation(String position, Instant received, Findings findings, Outcome outcome)
    implements Positioned {}
