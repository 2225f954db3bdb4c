package dev.sluice.archiver.erase.aws;

import dev.sluice.dynamodb.TableSetup;
import dev.sluice.dynamodb.Tables;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.local.faults.Service;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/// Tables, a stream and buckets on this machine.
public final class LocalStores implements AutoCloseable {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final LocalStack stack =
      LocalStack.start(
          LocalStackOptions.ephemeral()
              .withServices(Set.of(Service.DYNAMODB, Service.KINESIS, Service.S3)));
  public final DynamoDbClient dynamo = client(DynamoDbClient.builder(), stack.dynamoDb());
  public final KinesisClient kinesis = client(KinesisClient.builder(), stack.kinesis());
  public final S3Client s3 = client(S3Client.builder(), stack.s3());

  /// New and empty.
  public Tables tables() {
    Tables tables = new Tables("erase-" + NEXT.incrementAndGet());
    TableSetup.createMissing(dynamo, tables);
    return tables;
  }

  /// New and empty.
  public String bucket() {
    String bucket = "erase-" + NEXT.incrementAndGet();
    s3.createBucket(request -> request.bucket(bucket));
    return bucket;
  }

  /// New and empty, with one shard.
  public String stream() {
    String stream = "erase-" + NEXT.incrementAndGet();
    kinesis.createStream(request -> request.streamName(stream).shardCount(1));
    kinesis.waiter().waitUntilStreamExists(request -> request.streamName(stream));
    return stream;
  }

  private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
      B builder, URI endpoint) {
    return builder
        .httpClientBuilder(Apache5HttpClient.builder())
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }

  @Override
  public void close() {
    kinesis.close();
    s3.close();
    dynamo.close();
    stack.close();
  }
}
