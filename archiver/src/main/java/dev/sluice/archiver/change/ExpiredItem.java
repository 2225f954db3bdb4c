package dev.sluice.archiver.change;

import static dev.sluice.archiver.change.RefusedException.malformed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archive.row.Partition;
import dev.sluice.archiver.change.Change.Refused.Reason;
import dev.sluice.dynamodb.EventAttributes;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.Event;
import dev.sluice.model.Rejection;
import dev.sluice.model.Source;
import dev.sluice.model.StrictUuid;
import dev.sluice.model.Timestamps;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;

/// Makes a row of an item that expired. Checks what the archive relies on: the type fits a path,
/// times have their one written form, the payload is one JSON object. Not the alphabets of names:
/// the consumer stores others where its validation is off.
///
/// @param payloads reads payloads
record ExpiredItem(JsonFactory payloads) {
  private static final String DEVICE_ID_RULE = "1 or more characters, none a control character";
  private static final int TIME_LENGTH = "2024-03-05T01:49:51.260Z".length();

  ArchiveRow row(Image image, Instant expired) throws RefusedException {
    requireKnownSchema(image);
    Event event =
        new Event(
            uuid(image, EventAttributes.EVENT_ID),
            name(image, EventAttributes.DEVICE_ID, ExpiredItem::isDeviceId, DEVICE_ID_RULE),
            name(
                image,
                EventAttributes.EVENT_TYPE,
                Partition::isEventType,
                Partition.EVENT_TYPE_RULE),
            image.textOrNull(EventAttributes.EVENT_SUBTYPE),
            time(image, EventAttributes.EVENT_TIME),
            time(image, EventAttributes.RECEIVED_TIME),
            payload(image),
            source(image));
    return new ArchiveRow(event, position(image), expired);
  }

  private static void requireKnownSchema(Image image) throws RefusedException {
    String version = image.numberOrNull(StoredEvent.SCHEMA_VERSION);
    if (version != null && !version.equals("1")) {
      throw new RefusedException(
          Reason.UNKNOWN_SCHEMA,
          Image.of(StoredEvent.SCHEMA_VERSION)
              + " is "
              + Rejection.quoted(version)
              + ", not absent or 1; an archiver that is as new as the consumer knows it");
    }
  }

  private static UUID uuid(Image image, String name) throws RefusedException {
    String text = image.text(name);
    return StrictUuid.parse(text)
        .orElseThrow(
            () -> malformed(Image.of(name), Rejection.quoted(text), "a UUID of 36 characters"));
  }

  private static String name(Image image, String name, Predicate<String> rule, String accepted)
      throws RefusedException {
    String text = image.text(name);
    if (!rule.test(text)) {
      throw malformed(Image.of(name), Rejection.quoted(text), accepted);
    }
    return text;
  }

  private static boolean isDeviceId(String text) {
    return !text.isEmpty() && text.chars().noneMatch(Character::isISOControl);
  }

  private static Instant time(Image image, String name) throws RefusedException {
    String text = image.text(name);
    try {
      if (text.length() == TIME_LENGTH) {
        return Timestamps.parse(text);
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw malformed(Image.of(name), Rejection.quoted(text), "such as 2024-03-05T01:49:51.260Z");
  }

  private static Source source(Image image) throws RefusedException {
    String text = image.text(EventAttributes.SOURCE);
    try {
      return Source.of(text);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(Reason.MALFORMED_MEMBER, String.valueOf(e.getMessage()));
    }
  }

  private static String position(Image image) throws RefusedException {
    String text = image.text(StoredEvent.POSITION);
    if (text.isEmpty()) {
      throw malformed(Image.of(StoredEvent.POSITION), Rejection.quoted(text), "a position");
    }
    return text;
  }

  private String payload(Image image) throws RefusedException {
    String text = image.text(EventAttributes.PAYLOAD);
    if (!isObject(text)) {
      throw malformed(
          Image.of(EventAttributes.PAYLOAD), Rejection.quoted(text), "the text of a JSON object");
    }
    return text;
  }

  private boolean isObject(String text) {
    try (JsonParser json = payloads.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      json.skipChildren();
      return json.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
