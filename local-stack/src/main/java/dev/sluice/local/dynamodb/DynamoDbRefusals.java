package dev.sluice.local.dynamodb;

import dev.sluice.local.http.AwsError;
import dev.sluice.local.http.JsonRefusals;
import java.util.Set;

/// DynamoDB's errors. They carry no `x-amz-crc32` header; the SDK checks it only where present.
///
/// Source:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html>
final class DynamoDbRefusals extends JsonRefusals {
  private static final Set<String> BATCHES =
      Set.of("BatchWriteItem", "BatchGetItem", "BatchExecuteStatement");

  DynamoDbRefusals() {
    super("com.amazonaws.dynamodb.v20120810");
  }

  @Override
  public boolean isBatch(String operation) {
    return BATCHES.contains(operation);
  }

  @Override
  public AwsError throttled() {
    return new AwsError(
        400,
        "ProvisionedThroughputExceededException",
        "The level of configured provisioned throughput for the table was exceeded.");
  }

  @Override
  public AwsError serverError(int status) {
    return new AwsError(
        status, "InternalServerError", "The server could not process your request.");
  }
}
