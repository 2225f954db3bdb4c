package dev.sluice.e2e.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.dynamodb.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The change record of an event that time to live removed, as AWS documents it.
///
/// Source:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/kds_gettingstarted.html>
public final class RemovalRecord {
  private static final JsonFactory JSON = new JsonFactory();

  private RemovalRecord() {}

  public static byte[] bytes(String table, StoredEvent item, Instant removed) {
    Map<String, AttributeValue> image = new TreeMap<>(StoredEvent.SCHEMA.itemToMap(item, true));
    Map<String, AttributeValue> keys = new TreeMap<>(image);
    keys.keySet().retainAll(Set.of(StoredEvent.DEVICE_DAY, StoredEvent.EVENT_KEY));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("awsRegion", "eu-central-1");
      json.writeStringField("eventID", item.event().eventId().toString());
      json.writeStringField("eventName", "REMOVE");
      json.writeObjectFieldStart("userIdentity");
      json.writeStringField("principalId", "dynamodb.amazonaws.com");
      json.writeStringField("type", "Service");
      json.writeEndObject();
      json.writeStringField("recordFormat", "application/json");
      json.writeStringField("tableName", table);
      json.writeObjectFieldStart("dynamodb");
      json.writeNumberField("ApproximateCreationDateTime", removed.toEpochMilli());
      write("Keys", keys, json);
      write("OldImage", image, json);
      json.writeNumberField("SizeBytes", item.bytes());
      json.writeStringField("ApproximateCreationDateTimePrecision", "MILLISECOND");
      json.writeEndObject();
      json.writeStringField("eventSource", "aws:dynamodb");
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static void write(String name, Map<String, AttributeValue> attributes, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, AttributeValue> one : attributes.entrySet()) {
      json.writeObjectFieldStart(one.getKey());
      String number = one.getValue().n();
      if (number == null) {
        json.writeStringField("S", one.getValue().s());
      } else {
        json.writeStringField("N", number);
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}
