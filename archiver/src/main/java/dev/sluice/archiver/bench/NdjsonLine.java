package dev.sluice.archiver.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.dynamodb.EventAttributes;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.Event;
import dev.sluice.model.Timestamps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A row as a line of JSON with every column, the type and the payload as JSON included: what an
/// archive of plain text would hold.
final class NdjsonLine {
  private static final JsonFactory JSON = new JsonFactory();

  private NdjsonLine() {}

  /// In bytes, its end included.
  static int length(ArchiveRow row) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      write(row, json);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return out.size() + 1;
  }

  private static void write(ArchiveRow row, JsonGenerator json) throws IOException {
    Event event = row.event();
    json.writeStartObject();
    json.writeStringField(EventAttributes.EVENT_ID, event.eventId().toString());
    json.writeStringField(EventAttributes.DEVICE_ID, event.deviceId());
    json.writeStringField(EventAttributes.EVENT_TYPE, event.eventType());
    if (event.eventSubtype() != null) {
      json.writeStringField(EventAttributes.EVENT_SUBTYPE, event.eventSubtype());
    }
    json.writeStringField(EventAttributes.EVENT_TIME, Timestamps.format(event.eventTime()));
    json.writeStringField(EventAttributes.RECEIVED_TIME, Timestamps.format(event.receivedTime()));
    json.writeStringField(ArchiveRow.EXPIRED_TIME, Timestamps.format(row.expiredTime()));
    json.writeStringField(EventAttributes.SOURCE, event.source().text());
    json.writeFieldName(EventAttributes.PAYLOAD);
    json.writeRawValue(event.payload());
    json.writeStringField(StoredEvent.POSITION, row.position());
    json.writeEndObject();
  }
}
