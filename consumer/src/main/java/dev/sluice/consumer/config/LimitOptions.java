package dev.sluice.consumer.config;

import dev.sluice.consumer.pipeline.WorkCost;
import dev.sluice.wire.DecodeLimits;
import io.micronaut.context.annotation.ConfigurationProperties;

/// Bounds on what one record may be and on what one process may have under way.
///
/// @param recordBytes of a record as it arrived
/// @param inflatedBytes of a record after gunzip
/// @param lines in a record of several events
/// @param depth of nesting in one JSON document
/// @param workBytes of heap that events in work may take, per process; shards wait for their turn
@ConfigurationProperties("sluice.consumer.limits")
public record LimitOptions(
    int recordBytes, int inflatedBytes, int lines, int depth, long workBytes) {
  public LimitOptions {
    new DecodeLimits(recordBytes, inflatedBytes, lines, depth);
    long needed =
        new WorkCost(new DecodeLimits(recordBytes, inflatedBytes, lines, depth)).greatest();
    if (workBytes < needed) {
      throw new IllegalArgumentException(
          "sluice.consumer.limits.work-bytes %d is not at least %d, which a record of inflated-bytes %d and lines %d may take"
              .formatted(workBytes, needed, inflatedBytes, lines));
    }
  }

  public DecodeLimits decode() {
    return new DecodeLimits(recordBytes, inflatedBytes, lines, depth);
  }
}
