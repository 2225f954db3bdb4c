package dev.sluice.local.dynamodb;

import dev.sluice.local.http.FaultHandler;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.Identity;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.dynamodb.services.local.shared.access.LocalDBAccess;

/// DynamoDB Local where it differs from DynamoDB, put right: time-to-live removals in streams carry
/// the event name and user identity that AWS documents, and batches can fail in part.
///
/// Source:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html>
final class RepairedTables extends SharedTables {
  private static final Identity TIME_TO_LIVE =
      Identity.builder().principalId("dynamodb.amazonaws.com").type("Service").build();
  private static final String LOCAL_EXPIRY = "EXPIRE";

  private final Set<String> streamed = ConcurrentHashMap.newKeySet();

  /// Tables whose stream nobody asked for but the forwarding of changes, which in AWS needs none.
  private final Set<String> hidden = ConcurrentHashMap.newKeySet();

  RepairedTables(LocalDBAccess store) {
    super(store);
  }

  /// Gives a table that is there a stream that it does not tell of.
  void streamNow(String table) {
    hidden.add(table);
    tables.updateTable(r -> r.tableName(table).streamSpecification(TableStream.BOTH_IMAGES));
  }

  /// Gives the table a stream when it is made, so that not even its first change is missed.
  void streamWhenCreated(String table) {
    streamed.add(table);
  }

  @Override
  public CreateTableResponse createTable(
      String accessKey, String region, CreateTableRequest request) {
    boolean without =
        request.streamSpecification() == null && streamed.contains(request.tableName());
    if (without) {
      hidden.add(request.tableName());
    }
    return super.createTable(
        accessKey,
        region,
        without
            ? request.toBuilder().streamSpecification(TableStream.BOTH_IMAGES).build()
            : request);
  }

  /// The index of a table on demand has a throughput of 0, without which Terraform's provider takes
  /// the index for another and makes it anew at each apply.
  ///
  /// @see <a href="https://github.com/hashicorp/terraform-provider-aws/issues/41110">41110</a>
  @Override
  public DescribeTableResponse describeTable(
      String accessKey, String region, DescribeTableRequest request) {
    TableDescription.Builder table =
        super.describeTable(accessKey, region, request).table().toBuilder();
    TableDescription found = table.build();
    if (found.hasGlobalSecondaryIndexes()) {
      table.globalSecondaryIndexes(
          found.globalSecondaryIndexes().stream()
              .map(index -> index.provisionedThroughput() == null ? onDemand(index) : index)
              .toList());
    }
    if (hidden.contains(found.tableName())) {
      table
          .streamSpecification((StreamSpecification) null)
          .latestStreamArn(null)
          .latestStreamLabel(null);
    }
    return DescribeTableResponse.builder().table(table.build()).build();
  }

  private static GlobalSecondaryIndexDescription onDemand(GlobalSecondaryIndexDescription index) {
    return index.toBuilder()
        .provisionedThroughput(
            none -> none.readCapacityUnits(0L).writeCapacityUnits(0L).numberOfDecreasesToday(0L))
        .build();
  }

  @Override
  public GetRecordsResponse getRecords(String accessKey, String region, GetRecordsRequest request) {
    GetRecordsResponse response = super.getRecords(accessKey, region, request);
    if (!response.hasRecords()) {
      return response;
    }
    return response.toBuilder()
        .records(response.records().stream().map(RepairedTables::repaired).toList())
        .build();
  }

  private static Record repaired(Record change) {
    return LOCAL_EXPIRY.equalsIgnoreCase(change.eventNameAsString())
        ? change.toBuilder().eventName(OperationType.REMOVE).userIdentity(TIME_TO_LIVE).build()
        : change;
  }

  @Override
  public BatchWriteItemResponse batchWriteItem(
      String accessKey, String region, BatchWriteItemRequest request) {
    return FaultHandler.partialFailure()
        .map(partial -> PartialBatches.write(request, partial, tables::batchWriteItem))
        .orElseGet(() -> super.batchWriteItem(accessKey, region, request));
  }

  @Override
  public BatchGetItemResponse batchGetItem(
      String accessKey, String region, BatchGetItemRequest request) {
    return FaultHandler.partialFailure()
        .map(partial -> PartialBatches.get(request, partial, tables::batchGetItem))
        .orElseGet(() -> super.batchGetItem(accessKey, region, request));
  }

  @Override
  public BatchExecuteStatementResponse batchExecuteStatement(
      String accessKey, String region, BatchExecuteStatementRequest request) {
    return FaultHandler.partialFailure()
        .map(partial -> PartialBatches.execute(request, partial, tables::batchExecuteStatement))
        .orElseGet(() -> super.batchExecuteStatement(accessKey, region, request));
  }
}
