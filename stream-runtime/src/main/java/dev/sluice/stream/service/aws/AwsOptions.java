package dev.sluice.stream.service.aws;

import io.micronaut.context.annotation.ConfigurationProperties;

/// How much a process may have under way at AWS.
///
/// @param parallelRequests to DynamoDB or S3, per shard
/// @param connections to DynamoDB and S3 together, per process
@ConfigurationProperties("sluice.aws")
public record AwsOptions(int parallelRequests, int connections) {
  public AwsOptions {
    if (parallelRequests < 1 || connections < parallelRequests) {
      throw new IllegalArgumentException(
          "sluice.aws: parallel-requests %d must be at least 1, connections %d at least as many"
              .formatted(parallelRequests, connections));
    }
  }
}
