package dev.sluice.consumer.config;

import dev.sluice.wire.DecodeLimits;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/// Bounds on what one record may be and on what one process may have under way.
///
/// @param recordBytes of a record as it arrived
/// @param inflatedBytes of a record after gunzip
/// @param lines in a record of several events
/// @param depth of nesting in one JSON document
/// @param parallelRequests to DynamoDB or S3, per shard
/// @param connections to DynamoDB and S3 together, per process
@ConfigurationProperties("sluice.consumer.limits")
public record LimitOptions(
    @Bindable(defaultValue = "1048576") int recordBytes,
    @Bindable(defaultValue = "8388608") int inflatedBytes,
    @Bindable(defaultValue = "10000") int lines,
    @Bindable(defaultValue = "32") int depth,
    @Bindable(defaultValue = "4") int parallelRequests,
    @Bindable(defaultValue = "64") int connections) {
  public LimitOptions {
    new DecodeLimits(recordBytes, inflatedBytes, lines, depth);
    if (parallelRequests < 1 || connections < parallelRequests) {
      throw new IllegalArgumentException(
          "sluice.consumer.limits: parallel-requests %d must be at least 1, connections %d at least as many"
              .formatted(parallelRequests, connections));
    }
  }

  public DecodeLimits decode() {
    return new DecodeLimits(recordBytes, inflatedBytes, lines, depth);
  }
}
