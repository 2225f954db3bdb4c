package dev.sluice.consumer.pipeline;

import dev.sluice.model.Position;
import java.time.Instant;

/// Where in the stream a line of a record came from, and its bytes as they arrived.
public record Origin(Position position, String partitionKey, Instant received, byte[] bytes) {}
