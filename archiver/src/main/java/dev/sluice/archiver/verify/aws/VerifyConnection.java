package dev.sluice.archiver.verify.aws;

import dev.sluice.archiver.verify.Claims;
import dev.sluice.archiver.verify.PresentEvents;
import dev.sluice.archiver.verify.Reach;
import dev.sluice.dynamodb.Tables;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;

/// Tables and streams for a command, by the AWS SDK's own settings.
public final class VerifyConnection implements AutoCloseable {
  private static final ClientOverrideConfiguration PATIENT =
      ClientOverrideConfiguration.builder()
          .apiCallTimeout(Duration.ofMinutes(2))
          .apiCallAttemptTimeout(Duration.ofSeconds(20))
          .build();

  private final SdkHttpClient http;
  private final DynamoDbClient dynamo;
  private final KinesisClient kinesis;
  private final Tables tables;
  private final ParallelScan scan;

  private VerifyConnection(SdkHttpClient http, Tables tables, int segments) {
    this.http = http;
    this.tables = tables;
    this.dynamo = DynamoDbClient.builder().httpClient(http).overrideConfiguration(PATIENT).build();
    this.kinesis = KinesisClient.builder().httpClient(http).overrideConfiguration(PATIENT).build();
    this.scan = new ParallelScan(dynamo, segments);
  }

  /// @param segments of a table that are read at once
  public static VerifyConnection open(Tables tables, int segments) {
    return new VerifyConnection(
        Apache5HttpClient.builder().maxConnections(segments + 2).build(), tables, segments);
  }

  public Claims claims() {
    return new DynamoDbClaims(dynamo, scan, tables);
  }

  public PresentEvents present() {
    return new DynamoDbPresentEvents(scan, tables);
  }

  public Reach reach() {
    return new AwsReach(dynamo, kinesis, tables);
  }

  /// Says in words what is needed when tables or streams refuse; empty for other failures.
  public static Optional<String> explain(Throwable failure, Tables tables) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DynamoDbException || cause instanceof KinesisException) {
        return Optional.of(
            "%s\nThe tables %s, %s, %s and %s-consumer and the stream %s-table-changes are read: Scan,"
                    .formatted(
                        cause.getMessage(),
                        tables.eventIds(),
                        tables.events(),
                        tables.counters(),
                        tables.prefix(),
                        tables.prefix())
                + " Query, BatchGetItem, DescribeStreamSummary and ListShards have to be allowed;"
                + " --prefix names others.");
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    dynamo.close();
    kinesis.close();
    http.close();
  }
}
