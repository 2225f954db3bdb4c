package dev.sluice.ingest.s3;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;

/// Where dead letters go.
///
/// @param bucket the bucket of the archive
@Context
@ConfigurationProperties("sluice.ingest.dead-letters")
public record LetterConfig(String bucket) {
  public LetterConfig {
    if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
      throw new IllegalArgumentException(
          "sluice.ingest.dead-letters.bucket \""
              + bucket
              + "\" is no name of a bucket: 3 to 63 of a-z 0-9 . -");
    }
  }
}
