package dev.sluice.archiver.config;

import dev.sluice.stream.service.BucketName;
import io.micronaut.context.annotation.ConfigurationProperties;

/// What the archiver reads and writes.
///
/// @param application names the KCL application and its lease table
/// @param stream the Kinesis stream of changes of the table of events
/// @param tablePrefix what the names of all tables begin with
/// @param bucket takes the files, the manifests and the dead letters
@ConfigurationProperties("sluice.archiver")
public record ArchiverNames(String application, String stream, String tablePrefix, String bucket) {
  public ArchiverNames {
    BucketName.check("sluice.archiver.bucket", bucket);
  }
}
