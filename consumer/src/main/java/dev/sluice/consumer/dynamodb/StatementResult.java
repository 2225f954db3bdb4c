package dev.sluice.consumer.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What one PartiQL statement of a batch came to.
sealed interface StatementResult {
  record Applied() implements StatementResult {}

  /// An `INSERT` found the key taken.
  record KeyTaken() implements StatementResult {}

  /// The `WHERE` of an `UPDATE` did not hold.
  ///
  /// @param item as it is; empty when there is none
  record ConditionFailed(Map<String, AttributeValue> item) implements StatementResult {}

  record Refused(String detail) implements StatementResult {}
}
