package dev.sluice.consumer.config;

import dev.sluice.stream.service.BucketName;
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
    BucketName.check("sluice.consumer.bucket", bucket);
  }
}
