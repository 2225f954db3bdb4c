package dev.sluice.archive.s3;

import dev.sluice.archive.catalog.ArchiveBucket;
import dev.sluice.archive.catalog.ArchiveBucketContract;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.faults.Service;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class S3ArchiveBucketIT extends ArchiveBucketContract {
  private static LocalStack stack;
  private static S3Client s3;

  @BeforeAll
  static void start() {
    stack = LocalStack.start(LocalStackOptions.ephemeral().withServices(Set.of(Service.S3)));
    s3 =
        S3Client.builder()
            .httpClientBuilder(Apache5HttpClient.builder())
            .endpointOverride(stack.s3())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build();
  }

  @AfterAll
  static void stop() {
    s3.close();
    stack.close();
  }

  @Override
  protected ArchiveBucket bucket() {
    String name = "archive-" + UUID.randomUUID();
    s3.createBucket(create -> create.bucket(name));
    return new S3ArchiveBucket(name, s3);
  }
}
