package dev.sluice.archiver.s3;

import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archive.s3.S3ArchiveBucket;
import dev.sluice.archiver.commit.ChangeLetters;
import dev.sluice.archiver.config.ArchiverNames;
import dev.sluice.stream.PatientCaller;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import software.amazon.awssdk.services.s3.S3Client;

/// Makes the ports that are kept in S3.
@Factory
final class S3Stores {

  @Singleton
  ArchiveBucket bucket(ArchiverNames names, S3Client s3) {
    return new S3ArchiveBucket(names.bucket(), s3);
  }

  @Singleton
  ChangeLetters letters(ArchiverNames names, S3Client s3, PatientCaller caller, Clock clock) {
    return new S3ChangeLetters(names.bucket(), s3, caller, clock);
  }
}
