package dev.sluice.e2e.deadletters.s3;

import dev.sluice.deadletter.LetterKeys;
import dev.sluice.e2e.deadletters.LetterStore;
import dev.sluice.e2e.deadletters.ReplayMarks;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The bucket with the letters of one kind and their marks, by the AWS SDK's own settings.
public final class LetterBucket implements AutoCloseable {
  private static final int CONNECTIONS = 64;

  private final S3Client s3;
  private final String bucket;
  private final LetterKeys keys;
  private final Clock clock;

  private LetterBucket(S3Client s3, String bucket, LetterKeys keys, Clock clock) {
    this.s3 = s3;
    this.bucket = bucket;
    this.keys = keys;
    this.clock = clock;
  }

  public static LetterBucket open(String bucket, LetterKeys keys, Clock clock) {
    S3Client s3 =
        S3Client.builder()
            .httpClientBuilder(Apache5HttpClient.builder().maxConnections(CONNECTIONS))
            .overrideConfiguration(settings -> settings.apiCallTimeout(Duration.ofSeconds(30)))
            .build();
    return new LetterBucket(s3, bucket, keys, clock);
  }

  public LetterStore letters() {
    return new S3LetterStore(s3, bucket, keys);
  }

  public ReplayMarks marks() {
    return new S3ReplayMarks(s3, bucket, keys, clock);
  }

  /// Says in words what to do when the bucket does not answer; empty for other failures.
  public static Optional<String> explain(RuntimeException failure, String bucket) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SdkException e) {
        return Optional.of(explain(e, bucket));
      }
    }
    return Optional.empty();
  }

  private static String explain(SdkException e, String bucket) {
    return switch (e) {
      case NoSuchBucketException _ ->
          "there is no bucket \"" + bucket + "\"; name another with --bucket or --prefix";
      case S3Exception refused ->
          "S3 refuses the bucket \""
              + bucket
              + "\": "
              + refused.getMessage()
              + "\nThe credentials need s3:ListBucket, s3:GetObject on rejected/* and replayed/*, and"
              + " for replay s3:PutObject on replayed/*.";
      default ->
          "cannot reach the bucket \""
              + bucket
              + "\": "
              + shortened(e)
              + "\nEither start `./sluice up` and give --local, or set AWS_REGION and credentials of"
              + " the AWS account that has the bucket.";
    };
  }

  /// The chain of providers that were asked is told at length, with their addresses in memory.
  private static String shortened(SdkException e) {
    String message = String.valueOf(e.getMessage());
    if (message.startsWith("Unable to load region")) {
      return "no region is set";
    }
    return message.startsWith("Unable to load credentials") ? "no credentials are set" : message;
  }

  @Override
  public void close() {
    s3.close();
  }
}
