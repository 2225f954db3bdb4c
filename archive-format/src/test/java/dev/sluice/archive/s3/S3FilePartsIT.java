package dev.sluice.archive.s3;

import dev.sluice.archive.catalog.FileParts;
import dev.sluice.archive.catalog.FilePartsContract;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.faults.Service;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class S3FilePartsIT extends FilePartsContract {
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
  protected FileParts holding(String key, byte[] content) {
    String bucket = "archive-" + UUID.randomUUID();
    s3.createBucket(create -> create.bucket(bucket));
    s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(content));
    return new S3FileParts(bucket, s3);
  }
}
