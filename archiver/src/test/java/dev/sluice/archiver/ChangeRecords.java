package dev.sluice.archiver;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dynamodb.StoredEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.TreeMap;

/// Change records as AWS documents them.
///
/// Source:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/kds_gettingstarted.html>
public final class ChangeRecords {
  public static final String TABLE = "sluice-events";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ChangeRecords() {}

  /// The removal of an event by time to live.
  public static ObjectNode removal(StoredEvent item, Instant removed) {
    ObjectNode image = JSON.createObjectNode();
    new TreeMap<>(StoredEvent.SCHEMA.itemToMap(item, true))
        .forEach((name, value) -> {
          ObjectNode typed = image.putObject(name);
          if (value.n() == null) {
            typed.put("S", value.s());
          } else {
            typed.put("N", value.n());
          }
        });
    ObjectNode record = JSON.createObjectNode();
    record.put("awsRegion", "eu-central-1");
    record.put("eventID", item.event().eventId().toString());
    record.put("eventName", "REMOVE");
    record
        .putObject("userIdentity")
        .put("principalId", "dynamodb.amazonaws.com")
        .put("type", "Service");
    record.put("recordFormat", "application/json");
    record.put("tableName", TABLE);
    ObjectNode body = record.putObject("dynamodb");
    body.put("ApproximateCreationDateTime", removed.toEpochMilli());
    ObjectNode keys = body.putObject("Keys");
    keys.set(StoredEvent.DEVICE_DAY, image.get(StoredEvent.DEVICE_DAY));
    keys.set(StoredEvent.EVENT_KEY, image.get(StoredEvent.EVENT_KEY));
    body.set("OldImage", image);
    body.put("SizeBytes", item.bytes());
    body.put("ApproximateCreationDateTimePrecision", "MILLISECOND");
    record.put("eventSource", "aws:dynamodb");
    return record;
  }

  public static byte[] bytes(ObjectNode record) {
    try {
      return JSON.writeValueAsBytes(record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
