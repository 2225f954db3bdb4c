package dev.sluice.consumer.pipeline;

import dev.sluice.quality.Findings;
import java.time.Instant;

/// An event, or what should have been one, before it is known what becomes of it.
///
/// @param position the text of its [dev.sluice.model.Position]
/// @param received when Kinesis took it
public record Sighting(String position, Instant received, Findings findings) {}
