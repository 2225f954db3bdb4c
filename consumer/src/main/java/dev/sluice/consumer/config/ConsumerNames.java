package dev.sluice.consumer.config;

import io.micronaut.context.annotation.ConfigurationProperties;

/// What the consumer reads and writes.
///
/// @param application names the KCL application and its lease table
/// @param stream the Kinesis stream of events
/// @param tablePrefix what the names of all tables begin with
/// @param bucket takes the dead letters
@ConfigurationProperties("sluice.consumer")
public record ConsumerNames(String application, String stream, String tablePrefix, String bucket) {
  public ConsumerNames {
    if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
      throw new IllegalArgumentException(
          "sluice.consumer.bucket \""
              + bucket
              + "\" is no name of a bucket: 3 to 63 of a-z 0-9 . -");
    }
  }
}
