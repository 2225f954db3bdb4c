package dev.sluice.consumer.dynamodb;

import dev.sluice.stream.FaultClassifier;
import dev.sluice.stream.FaultKind;
import dev.sluice.stream.PatientCaller;
import dev.sluice.stream.Requests;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementError;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/// Runs PartiQL statements in batches, each of which succeeds or fails alone. Those that fail for a
/// passing reason are repeated, alone.
///
/// @see <a
///   href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchExecuteStatement.html">BatchExecuteStatement</a>
public final class Statements {
  /// As many as DynamoDB takes in a call.
  static final int PER_REQUEST = 25;

  private final DynamoDbClient dynamo;
  private final PatientCaller caller;
  private final FaultClassifier faults;
  private final WriteUnits units;

  Statements(
      DynamoDbClient dynamo, PatientCaller caller, FaultClassifier faults, WriteUnits units) {
    this.dynamo = dynamo;
    this.caller = caller;
    this.faults = faults;
    this.units = units;
  }

  /// @param statements at most 25, no key twice: DynamoDB may apply the first and refuse the call
  /// @return a result per statement, in order
  List<StatementResult> execute(
      String operation, List<BatchStatementRequest> statements, ShardControl control)
      throws ShardReleased, InterruptedException {
    return Requests.bisecting(
        statements,
        some -> {
          @Nullable StatementResult[] results = new StatementResult[some.size()];
          caller.call(operation, () -> executeOpen(some, results), control);
          List<StatementResult> answered = new ArrayList<>(results.length);
          for (StatementResult result : results) {
            if (result != null) {
              answered.add(result);
            }
          }
          return answered;
        },
        StatementResult.Refused::new);
  }

  /// Fills in results; throws what kept the statements without one from having one.
  private boolean executeOpen(
      List<BatchStatementRequest> statements, @Nullable StatementResult[] results) {
    List<Integer> open = new ArrayList<>(statements.size());
    for (int i = 0; i < results.length; i++) {
      if (results[i] == null) {
        open.add(i);
      }
    }
    BatchExecuteStatementResponse answer =
        dynamo.batchExecuteStatement(request ->
            request
                .statements(open.stream().map(statements::get).toList())
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
    units.consumed(answer.consumedCapacity());
    DynamoDbException failure = null;
    for (int i = 0; i < open.size(); i++) {
      BatchStatementResponse response = answer.responses().get(i);
      switch (resultOf(response)) {
        case Answered(StatementResult result) -> results[open.get(i)] = result;
        case Failed(DynamoDbException cause) -> failure = graver(failure, cause);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return true;
  }

  private sealed interface Reading permits Answered, Failed {}

  private record Answered(StatementResult result) implements Reading {}

  private record Failed(DynamoDbException cause) implements Reading {}

  private Reading resultOf(BatchStatementResponse response) {
    BatchStatementError error = response.error();
    if (error == null || error.codeAsString() == null) {
      return new Answered(new StatementResult.Applied());
    }
    return switch (error.codeAsString()) {
      case "DuplicateItem" -> new Answered(new StatementResult.KeyTaken());
      case "ConditionalCheckFailed" ->
          new Answered(new StatementResult.ConditionFailed(error.item()));
      default -> failureOf(error);
    };
  }

  private Reading failureOf(BatchStatementError error) {
    DynamoDbException cause =
        (DynamoDbException)
            DynamoDbException.builder()
                .awsErrorDetails(
                    AwsErrorDetails.builder()
                        .serviceName("DynamoDb")
                        .errorCode(error.codeAsString())
                        .errorMessage(error.message())
                        .build())
                .message(error.codeAsString() + ": " + error.message())
                .build();
    return faults.classify(cause) == FaultKind.REFUSED_ITEM
        ? new Answered(new StatementResult.Refused(String.valueOf(cause.getMessage())))
        : new Failed(cause);
  }

  private DynamoDbException graver(@Nullable DynamoDbException one, DynamoDbException other) {
    return one != null && faults.classify(one) == FaultKind.HOLDS_SHARD ? one : other;
  }

  /// Quotes a name for PartiQL, as in `"sluice-events"`.
  static String quoted(String name) {
    return "\"" + name + "\"";
  }

  /// `INSERT INTO "t" VALUE {'a': ?, …}` for attributes in the given order.
  static String insert(String table, Iterable<String> attributes) {
    List<String> members = new ArrayList<>();
    attributes.forEach(name -> members.add("'" + name + "': ?"));
    return "INSERT INTO " + quoted(table) + " VALUE {" + String.join(", ", members) + "}";
  }
}
