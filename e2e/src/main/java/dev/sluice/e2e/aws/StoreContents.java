package dev.sluice.e2e.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.DeviceState;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.dynamodb.StoredEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Everything that lies in the tables and among the dead letters, read past the query API.
public final class StoreContents implements AutoCloseable {
  /// A dead letter as written.
  public record Letter(
      String id, String reason, String shardId, String sequenceNumber, byte[] original) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final DynamoDbClient dynamo = DynamoDbClient.create();
  private final S3Client s3 = S3Client.create();

  public List<StoredEvent> events() {
    return items(Resources.TABLES.events(), StoredEvent.SCHEMA);
  }

  public List<Claim> claims() {
    return items(Resources.TABLES.eventIds(), Claim.SCHEMA);
  }

  public List<DeviceState> states() {
    return scan(Resources.TABLES.deviceState()).stream()
        .filter(
            item -> !AttributeValue.fromS(DeviceSummary.SORT_KEY).equals(item.get("event_type")))
        .map(DeviceState.SCHEMA::mapToItem)
        .toList();
  }

  private <T> List<T> items(String table, TableSchema<T> schema) {
    return scan(table).stream().map(schema::mapToItem).toList();
  }

  private List<Map<String, AttributeValue>> scan(String table) {
    return dynamo
        .scanPaginator(request -> request.tableName(table).consistentRead(true))
        .items()
        .stream()
        .toList();
  }

  public List<Letter> deadLetters() {
    List<Letter> letters = new ArrayList<>();
    s3.listObjectsV2Paginator(r -> r.bucket(Resources.BUCKET).prefix("rejected/"))
        .contents()
        .forEach(object -> read(object, letters));
    return letters;
  }

  private void read(S3Object object, List<Letter> into) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    s3.getObject(r -> r.bucket(Resources.BUCKET).key(object.key()))),
                StandardCharsets.UTF_8))) {
      for (String line : lines.lines().toList()) {
        JsonNode letter = JSON.readTree(line);
        into.add(
            new Letter(
                letter.get("id").asText(),
                letter.get("reason").asText(),
                letter.get("shard_id").asText(),
                letter.get("sequence_number").asText(),
                letter.get("original").binaryValue()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(object.key(), e);
    }
  }

  @Override
  public void close() {
    dynamo.close();
    s3.close();
  }
}
