package dev.sluice.archiver.s3;

import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archive.s3.S3ArchiveBucket;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// A bucket for a command, by the AWS SDK's own settings.
public final class BucketConnection implements AutoCloseable {
  private static final int CONNECTIONS = 64;

  /// Of the largest file there is, on a slow line.
  private static final Duration TRANSFER = Duration.ofMinutes(10);

  private final S3Client s3;
  private final String bucket;

  private BucketConnection(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  public static BucketConnection open(String bucket) {
    S3Client s3 =
        S3Client.builder()
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(CONNECTIONS)
                    .socketTimeout(Duration.ofSeconds(30)))
            .overrideConfiguration(settings -> settings.apiCallTimeout(TRANSFER))
            .build();
    return new BucketConnection(s3, bucket);
  }

  public ArchiveBucket bucket() {
    return new S3ArchiveBucket(bucket, s3);
  }

  /// Says in words what to do when the bucket does not answer; empty for other failures.
  public static Optional<String> explain(Throwable failure, String bucket) {
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
              + "\nReading needs s3:ListBucket, and s3:GetObject on events/*, manifests/* and"
              + " merged/*; what changes the archive needs s3:PutObject and s3:DeleteObject there.";
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
