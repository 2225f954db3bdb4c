package dev.sluice.local.dynamodb;

import dev.sluice.local.changes.ChangeSource;
import dev.sluice.local.changes.TableChange;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;

/// Reads a table's changes from DynamoDB Local's own stream, one shard after the other. A table
/// that does not exist yet is read from its first change on; one that does, from now on.
final class TableStream implements ChangeSource {
  static final StreamSpecification BOTH_IMAGES =
      StreamSpecification.builder()
          .streamEnabled(true)
          .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
          .build();

  private static final int BATCH = 1_000;
  private static final String NOBODY = "local";
  private static final String REGION = "us-east-1";

  private final RepairedTables tables;
  private final String table;
  private final ChangeFormat format;
  private final Set<String> finished = new HashSet<>();
  private @Nullable String iterator;
  private @Nullable String shard;

  private TableStream(RepairedTables tables, String table) {
    this.tables = tables;
    this.table = table;
    this.format = new ChangeFormat(table);
  }

  /// Switches the table's stream on, now or when the table is made.
  static TableStream open(RepairedTables tables, String table) {
    tables.streamWhenCreated(table);
    TableStream stream = new TableStream(tables, table);
    Optional<TableDescription> found = stream.describe();
    if (found.isPresent()) {
      boolean streams =
          found.get().streamSpecification() != null
              && found.get().streamSpecification().streamEnabled();
      if (streams) {
        stream.startAt(ShardIteratorType.LATEST);
      } else {
        tables.streamNow(table);
      }
    }
    return stream;
  }

  @Override
  public List<TableChange> next() {
    if (iterator == null && !startAt(ShardIteratorType.TRIM_HORIZON)) {
      return List.of();
    }
    GetRecordsResponse page;
    try {
      page =
          tables.getRecords(
              NOBODY,
              REGION,
              GetRecordsRequest.builder().shardIterator(iterator).limit(BATCH).build());
    } catch (DynamoDBLocalServiceException e) {
      if (!LocalErrors.isTrimmed(e)) {
        throw e;
      }
      iterator = null; // an iterator of an empty shard is void once the shard has records
      return List.of();
    }
    iterator = page.nextShardIterator();
    if (iterator == null && shard != null) {
      finished.add(shard);
    }
    return page.records().stream().map(format::write).toList();
  }

  private Optional<TableDescription> describe() {
    try {
      return Optional.of(tables.tables.describeTable(r -> r.tableName(table)).table());
    } catch (DynamoDBLocalServiceException e) {
      if (LocalErrors.isMissing(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// Takes the oldest shard that is not read to its end; `LATEST` takes the newest.
  private boolean startAt(ShardIteratorType type) {
    String arn = describe().map(TableDescription::latestStreamArn).orElse(null);
    if (arn == null) {
      return false;
    }
    List<Shard> shards =
        tables.streams.describeStream(r -> r.streamArn(arn)).streamDescription().shards().stream()
            .filter(candidate -> !finished.contains(candidate.shardId()))
            .toList();
    if (shards.isEmpty()) {
      return false;
    }
    boolean latest = type == ShardIteratorType.LATEST;
    if (latest) {
      shards.subList(0, shards.size() - 1).forEach(old -> finished.add(old.shardId()));
    }
    String chosen = (latest ? shards.getLast() : shards.getFirst()).shardId();
    shard = chosen;
    iterator =
        tables
            .streams
            .getShardIterator(r -> r.streamArn(arn).shardId(chosen).shardIteratorType(type))
            .shardIterator();
    return true;
  }
}
