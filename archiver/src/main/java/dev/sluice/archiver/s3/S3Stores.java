package dev.sluice.archiver.s3;

import dev.sluice.archiver.catalog.ArchiveBucket;
import dev.sluice.archiver.config.ArchiverNames;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.s3.S3Client;

/// Makes the port that is kept in S3.
@Factory
final class S3Stores {

  @Singleton
  ArchiveBucket bucket(ArchiverNames names, S3Client s3) {
    return new S3ArchiveBucket(names.bucket(), s3);
  }
}
