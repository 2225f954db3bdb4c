package dev.sluice.consumer.dynamodb;

import dev.sluice.consumer.pipeline.EventWriter;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.stream.Requests;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Events as items, 25 in a `BatchWriteItem`. What DynamoDB leaves undone is written again.
public final class DynamoDbEventWriter implements EventWriter {
  private static final int PER_REQUEST = 25;

  private final String table;
  private final DynamoDbClient dynamo;
  private final DynamoDbWrites writes;

  public DynamoDbEventWriter(String table, DynamoDbClient dynamo, DynamoDbWrites writes) {
    this.table = table;
    this.dynamo = dynamo;
    this.writes = writes;
  }

  @Override
  public List<Result> write(List<StoredEvent> items, ShardControl control)
      throws ShardReleased, InterruptedException {
    return writes.requests().inParallel(items, PER_REQUEST, some -> writeSome(some, control));
  }

  private List<Result> writeSome(List<StoredEvent> items, ShardControl control)
      throws ShardReleased, InterruptedException {
    return Requests.bisecting(
        items,
        some -> {
          List<WriteRequest> open = new ArrayList<>(some.stream().map(this::put).toList());
          writes.caller().call("events.store", () -> writeOpen(open), control);
          return Collections.nCopies(some.size(), new Result.Written());
        },
        Result.Refused::new);
  }

  private WriteRequest put(StoredEvent item) {
    return WriteRequest.builder()
        .putRequest(PutRequest.builder().item(StoredEvent.SCHEMA.itemToMap(item, true)).build())
        .build();
  }

  private boolean writeOpen(List<WriteRequest> open) throws UnfinishedBatch {
    BatchWriteItemResponse answer =
        dynamo.batchWriteItem(request ->
            request
                .requestItems(Map.of(table, List.copyOf(open)))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
    writes.units().consumed(answer.consumedCapacity());
    open.clear();
    open.addAll(answer.unprocessedItems().getOrDefault(table, List.of()));
    if (!open.isEmpty()) {
      throw new UnfinishedBatch(open.size());
    }
    return true;
  }
}
