package dev.sluice.local.dynamodb;

import dev.sluice.local.faults.Fault;
import dev.sluice.local.http.Share;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Batches of which a share is refused, each in the way DynamoDB refuses entries of that operation.
/// Statements are refused in turn with each of the codes that DynamoDB has for "too fast".
///
/// Source:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchStatementError.html>
final class PartialBatches {
  private static final List<BatchStatementErrorCodeEnum> TOO_FAST =
      List.of(
          BatchStatementErrorCodeEnum.THROTTLING_ERROR,
          BatchStatementErrorCodeEnum.PROVISIONED_THROUGHPUT_EXCEEDED);

  private PartialBatches() {}

  static BatchWriteItemResponse write(
      BatchWriteItemRequest request,
      Fault.PartialFailure partial,
      Function<BatchWriteItemRequest, BatchWriteItemResponse> apply) {
    Share share = new Share(partial);
    Map<String, List<WriteRequest>> kept = new HashMap<>();
    Map<String, List<WriteRequest>> refused = new HashMap<>();
    request
        .requestItems()
        .forEach((table, writes) ->
            writes.forEach(write ->
                (share.refusesNext() ? refused : kept)
                    .computeIfAbsent(table, key -> new ArrayList<>())
                    .add(write)));
    if (kept.isEmpty()) {
      return BatchWriteItemResponse.builder().unprocessedItems(refused).build();
    }
    return apply.apply(request.toBuilder().requestItems(kept).build()).toBuilder()
        .unprocessedItems(refused)
        .build();
  }

  static BatchGetItemResponse get(
      BatchGetItemRequest request,
      Fault.PartialFailure partial,
      Function<BatchGetItemRequest, BatchGetItemResponse> apply) {
    Share share = new Share(partial);
    Map<String, KeysAndAttributes> kept = new HashMap<>();
    Map<String, KeysAndAttributes> refused = new HashMap<>();
    request
        .requestItems()
        .forEach((table, wanted) -> {
          List<Map<String, AttributeValue>> keptKeys = new ArrayList<>();
          List<Map<String, AttributeValue>> refusedKeys = new ArrayList<>();
          wanted.keys().forEach(key -> (share.refusesNext() ? refusedKeys : keptKeys).add(key));
          putKeys(kept, table, wanted, keptKeys);
          putKeys(refused, table, wanted, refusedKeys);
        });
    if (kept.isEmpty()) {
      return BatchGetItemResponse.builder().responses(Map.of()).unprocessedKeys(refused).build();
    }
    return apply.apply(request.toBuilder().requestItems(kept).build()).toBuilder()
        .unprocessedKeys(refused)
        .build();
  }

  private static void putKeys(
      Map<String, KeysAndAttributes> into,
      String table,
      KeysAndAttributes like,
      List<Map<String, AttributeValue>> keys) {
    if (!keys.isEmpty()) {
      into.put(table, like.toBuilder().keys(keys).build());
    }
  }

  static BatchExecuteStatementResponse execute(
      BatchExecuteStatementRequest request,
      Fault.PartialFailure partial,
      Function<BatchExecuteStatementRequest, BatchExecuteStatementResponse> apply) {
    Share share = new Share(partial);
    List<Boolean> refusals = request.statements().stream().map(s -> share.refusesNext()).toList();
    List<BatchStatementRequest> kept = new ArrayList<>();
    for (int i = 0; i < refusals.size(); i++) {
      if (!refusals.get(i)) {
        kept.add(request.statements().get(i));
      }
    }
    Iterator<BatchStatementResponse> applied =
        kept.isEmpty()
            ? List.<BatchStatementResponse>of().iterator()
            : apply.apply(request.toBuilder().statements(kept).build()).responses().iterator();
    List<BatchStatementResponse> answers = new ArrayList<>();
    for (int i = 0; i < refusals.size(); i++) {
      answers.add(refusals.get(i) ? refusal(i) : applied.next());
    }
    return BatchExecuteStatementResponse.builder().responses(answers).build();
  }

  private static BatchStatementResponse refusal(int index) {
    return BatchStatementResponse.builder()
        .error(error ->
            error
                .code(TOO_FAST.get(index % TOO_FAST.size()))
                .message("The level of configured throughput was exceeded."))
        .build();
  }
}
