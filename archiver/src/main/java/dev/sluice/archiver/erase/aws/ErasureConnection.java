package dev.sluice.archiver.erase.aws;

import dev.sluice.archiver.erase.AlertTables;
import dev.sluice.archiver.erase.ConsumerReach;
import dev.sluice.archiver.erase.ErasureRecords;
import dev.sluice.archiver.erase.EventTables;
import dev.sluice.archiver.erase.StateTable;
import dev.sluice.archiver.erase.dynamodb.DynamoDbAlertTables;
import dev.sluice.archiver.erase.dynamodb.DynamoDbErasureRecords;
import dev.sluice.archiver.erase.dynamodb.DynamoDbEventTables;
import dev.sluice.archiver.erase.dynamodb.DynamoDbStateTable;
import dev.sluice.dynamodb.Tables;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;

/// Tables and stream for a command, by the AWS SDK's own settings. Calls are repeated patiently: an
/// erasure that ends early has to look through everything again.
public final class ErasureConnection implements AutoCloseable {
  private static final int ATTEMPTS = 10;
  private static final Duration ATTEMPT = Duration.ofSeconds(10);

  private final Tables tables;
  private final SdkHttpClient http =
      Apache5HttpClient.builder().maxConnections(64).socketTimeout(ATTEMPT).build();
  private final DynamoDbClient dynamo = client(DynamoDbClient.builder());
  private final KinesisClient kinesis = client(KinesisClient.builder());

  private ErasureConnection(Tables tables) {
    this.tables = tables;
  }

  public static ErasureConnection open(Tables tables) {
    return new ErasureConnection(tables);
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .httpClient(http)
        .overrideConfiguration(settings ->
            settings
                .apiCallAttemptTimeout(ATTEMPT)
                .retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build()))
        .build();
  }

  public ErasureRecords records() {
    return new DynamoDbErasureRecords(dynamo, tables);
  }

  public EventTables events() {
    return new DynamoDbEventTables(dynamo, tables);
  }

  public StateTable states() {
    return new DynamoDbStateTable(dynamo, tables);
  }

  public AlertTables alerts() {
    return new DynamoDbAlertTables(dynamo, tables);
  }

  /// By the names that the consumer has unless it is told otherwise.
  public ConsumerReach consumer(Clock clock) {
    return new CheckpointedReach(
        kinesis, dynamo, tables.prefix() + "-events", tables.prefix() + "-consumer", clock);
  }

  /// Says in words what to do when tables or stream refuse; empty for other failures.
  public static Optional<String> explain(Throwable failure, String prefix) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DynamoDbException || cause instanceof KinesisException) {
        AwsServiceException refused = (AwsServiceException) cause;
        return Optional.of(
            """
            %s refuses: %s
            Names begin with "%s"; --prefix gives another. An erasure needs dynamodb:Scan, Query,
            GetItem, PutItem and DeleteItem on the tables, and kinesis:DescribeStreamSummary,
            ListShards, GetShardIterator and GetRecords on the stream of events.\
            """
                .formatted(
                    refused instanceof DynamoDbException ? "DynamoDB" : "Kinesis",
                    refused.getMessage(),
                    prefix));
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    kinesis.close();
    dynamo.close();
    http.close();
  }
}
