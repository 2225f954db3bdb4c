package dev.sluice.archiver.fuse.dynamodb;

import dev.sluice.archiver.fuse.TimeToLive;
import dev.sluice.dynamodb.Tables;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

/// The time to live of a table, by the AWS SDK's own settings.
public final class DynamoDbTimeToLive implements TimeToLive, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String REFUSED = "ValidationException";

  /// "Time to live has been modified multiple times within a fixed interval"
  private static final String TOO_SOON = "modified multiple times";

  /// "TimeToLive is already enabled", and disabled; another command was faster.
  private static final String ALREADY = "is already";

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoDbTimeToLive(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  public static DynamoDbTimeToLive open(String table) {
    return new DynamoDbTimeToLive(
        DynamoDbClient.builder()
            .httpClientBuilder(Apache5HttpClient.builder())
            .overrideConfiguration(settings -> settings.apiCallTimeout(PATIENCE))
            .build(),
        table);
  }

  @Override
  public State state() {
    TimeToLiveDescription description =
        dynamo.describeTimeToLive(describe -> describe.tableName(table)).timeToLiveDescription();
    return switch (description.timeToLiveStatus()) {
      case ENABLED -> State.ENABLED;
      case ENABLING -> State.ENABLING;
      case DISABLING -> State.DISABLING;
      case DISABLED -> State.DISABLED;
      case null -> State.DISABLED;
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalStateException(
              "the time to live of "
                  + table
                  + " is "
                  + description.timeToLiveStatusAsString()
                  + ", not ENABLED, ENABLING, DISABLED or DISABLING");
    };
  }

  @Override
  public Answer set(boolean on) {
    try {
      dynamo.updateTimeToLive(update ->
          update
              .tableName(table)
              .timeToLiveSpecification(ttl -> ttl.attributeName(Tables.EXPIRES_AT).enabled(on)));
      return Answer.TAKEN;
    } catch (DynamoDbException e) {
      String message = String.valueOf(e.getMessage());
      boolean refused =
          e.awsErrorDetails() != null && REFUSED.equals(e.awsErrorDetails().errorCode());
      if (refused && message.contains(TOO_SOON)) {
        return Answer.TOO_SOON;
      }
      if (refused && message.contains(ALREADY)) {
        return Answer.TAKEN;
      }
      throw e;
    }
  }

  /// Says in words what to do when the table does not answer; empty for other failures.
  public static Optional<String> explain(RuntimeException failure, String table) {
    return switch (failure) {
      case ResourceNotFoundException _ ->
          Optional.of("there is no table \"" + table + "\"; name another with --prefix");
      case DynamoDbException refused ->
          Optional.of(
              "DynamoDB refuses: "
                  + refused.getMessage()
                  + "\nThe credentials need dynamodb:DescribeTimeToLive and"
                  + " dynamodb:UpdateTimeToLive on the table \""
                  + table
                  + "\".");
      case SdkException e ->
          Optional.of(
              "cannot reach the table \""
                  + table
                  + "\": "
                  + e.getMessage()
                  + "\nEither start `./sluice up` and give --local, or set AWS_REGION and credentials"
                  + " of the AWS account that has the table.");
      default -> Optional.empty();
    };
  }

  @Override
  public void close() {
    dynamo.close();
  }
}
