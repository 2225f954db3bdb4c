package dev.sluice.ingest.s3;

import dev.sluice.ingest.queue.RefusedSubmissions;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import software.amazon.awssdk.services.s3.S3Client;

/// Makes the port that is kept in S3.
@Factory
final class S3Stores {

  @Singleton
  RefusedSubmissions refusedSubmissions(S3Client s3, LetterConfig config, Clock clock) {
    return new S3RefusedSubmissions(s3, config.bucket(), clock);
  }
}
