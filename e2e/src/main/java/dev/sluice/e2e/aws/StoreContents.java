package dev.sluice.e2e.aws;

import dev.sluice.alert.Alert;
import dev.sluice.deadletter.Letter;
import dev.sluice.deadletter.LetterJson;
import dev.sluice.deadletter.LetterKeys;
import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.DeviceState;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.dynamodb.ErasedClaim;
import dev.sluice.dynamodb.Erasure;
import dev.sluice.dynamodb.HeldId;
import dev.sluice.dynamodb.ShardCounter;
import dev.sluice.dynamodb.StoredAlert;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.WindowItem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/// Everything that lies in the tables and among the dead letters, read past the query API.
public final class StoreContents implements AutoCloseable {
  private final DynamoDbClient dynamo = DynamoDbClient.create();
  private final S3Client s3 = S3Client.create();

  public Stream<StoredEvent> events() {
    return items(Resources.TABLES.events(), StoredEvent.SCHEMA);
  }

  /// What erasures left of claims is not among them.
  public Stream<Claim> claims() {
    return heldIds().filter(Claim.class::isInstance).map(Claim.class::cast);
  }

  public Stream<ErasedClaim> erasedClaims() {
    return heldIds().filter(ErasedClaim.class::isInstance).map(ErasedClaim.class::cast);
  }

  private Stream<HeldId> heldIds() {
    return scan(Resources.TABLES.eventIds()).map(HeldId::of);
  }

  public Stream<DeviceState> states() {
    return scan(Resources.TABLES.deviceState())
        .filter(
            item -> !AttributeValue.fromS(DeviceSummary.SORT_KEY).equals(item.get("event_type")))
        .map(DeviceState.SCHEMA::mapToItem);
  }

  private <T> Stream<T> items(String table, TableSchema<T> schema) {
    return scan(table).map(schema::mapToItem);
  }

  /// Page by page, so that a table need not fit into memory.
  private Stream<Map<String, AttributeValue>> scan(String table) {
    return dynamo
        .scanPaginator(request -> request.tableName(table).consistentRead(true))
        .items()
        .stream();
  }

  public List<Letter> deadLetters() {
    return letters(LetterKeys.EVENTS);
  }

  /// Changes that the archiver could not read.
  public List<Letter> changeLetters() {
    return letters(LetterKeys.CHANGES);
  }

  private List<Letter> letters(LetterKeys kind) {
    return deadLetterObjects(kind).flatMap(gzip -> LetterJson.read(gzip).stream()).toList();
  }

  /// By device, until when what was received of it was erased.
  public Map<String, Instant> erasures() {
    return scan(Resources.TABLES.counters())
        .filter(item ->
            AttributeValue.fromS(Erasure.BUCKET_VALUE).equals(item.get(ShardCounter.BUCKET)))
        .map(Erasure.SCHEMA::mapToItem)
        .collect(Collectors.toMap(Erasure::deviceId, Erasure::erasedAt));
  }

  /// Of all shards.
  public Stream<WindowItem> windows() {
    return scan(Resources.TABLES.counters())
        .filter(item ->
            item.getOrDefault(ShardCounter.BUCKET, AttributeValue.fromS(""))
                .s()
                .startsWith(WindowItem.PREFIX))
        .map(WindowItem.SCHEMA::mapToItem);
  }

  public Stream<Alert> alerts() {
    return items(Resources.TABLES.alerts(), StoredAlert.SCHEMA).map(StoredAlert::alert);
  }

  /// As written.
  public List<String> deadLetterLines() {
    return deadLetterObjects(LetterKeys.EVENTS)
        .flatMap(gzip -> {
          try (GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).lines();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        })
        .toList();
  }

  private Stream<byte[]> deadLetterObjects(LetterKeys kind) {
    return s3
        .listObjectsV2Paginator(r -> r.bucket(Resources.BUCKET).prefix(kind.prefix()))
        .contents()
        .stream()
        .map(object -> s3.getObjectAsBytes(r -> r.bucket(Resources.BUCKET).key(object.key())))
        .map(object -> object.asByteArray());
  }

  @Override
  public void close() {
    dynamo.close();
    s3.close();
  }
}
