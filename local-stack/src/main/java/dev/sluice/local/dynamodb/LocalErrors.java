package dev.sluice.local.dynamodb;

import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;

/// What DynamoDB Local throws inside this JVM: one exception type for every error, told apart by
/// the code that it would send.
final class LocalErrors {
  private LocalErrors() {}

  static boolean isMissing(DynamoDBLocalServiceException e) {
    return e.getErrorCode().endsWith("ResourceNotFoundException");
  }

  static boolean isFailedCondition(DynamoDBLocalServiceException e) {
    return e.getErrorCode().endsWith("ConditionalCheckFailedException");
  }

  static boolean isTrimmed(DynamoDBLocalServiceException e) {
    return e.getErrorCode().endsWith("TrimmedDataAccessException");
  }
}
