package dev.sluice.consumer.s3;

import dev.sluice.consumer.config.ConsumerNames;
import dev.sluice.consumer.pipeline.DeadLetters;
import dev.sluice.stream.PatientCaller;
import dev.sluice.stream.Requests;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import software.amazon.awssdk.services.s3.S3Client;

/// Makes the port that is kept in S3.
@Factory
final class S3Stores {

  @Singleton
  DeadLetters deadLetters(
      ConsumerNames names, S3Client s3, Requests requests, PatientCaller caller, Clock clock) {
    return new S3DeadLetters(names.bucket(), s3, requests, caller, clock);
  }
}
