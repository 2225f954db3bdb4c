package dev.sluice.archiver.change;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.deadletter.Glimpse;
import dev.sluice.dynamodb.EventAttributes;
import dev.sluice.dynamodb.StoredEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a change record that was refused still says of its event: read as far as it is JSON and
/// judged by nobody. The old image speaks before the keys, which name device and event, too; so
/// that the letter of an item that lacks members is still found by its event and erased with its
/// device.
public final class ChangeGlimpse {
  private static final int MOST_CHARS = 256;
  private static final Set<String> TELLING =
      Set.of(
          EventAttributes.DEVICE_ID,
          EventAttributes.EVENT_ID,
          EventAttributes.EVENT_TYPE,
          StoredEvent.DEVICE_DAY,
          StoredEvent.EVENT_KEY);
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern RECEIVED =
      Pattern.compile("\"received_time\"\\s*:\\s*\\{\\s*\"S\"\\s*:\\s*\"([^\"]{1,40})\"");

  private final Map<String, String> image = new HashMap<>();
  private final Map<String, String> keys = new HashMap<>();

  private ChangeGlimpse() {}

  /// Never throws for what the bytes are.
  public static Glimpse of(byte[] bytes) {
    ChangeGlimpse seen = new ChangeGlimpse();
    try (JsonParser json = JSON.createParser(bytes)) {
      seen.record(json);
    } catch (IOException brokenFromHereOn) {
      return seen.glimpse();
    }
    return seen.glimpse();
  }

  /// When the event of a change was received, wherever in the bytes that stands; empty if nowhere.
  public static Optional<Instant> receivedTime(byte[] bytes) {
    Matcher received = RECEIVED.matcher(new String(bytes, StandardCharsets.UTF_8));
    try {
      return received.find() ? Optional.of(Instant.parse(received.group(1))) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private void record(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean body = json.currentName().equals("dynamodb");
      if (json.nextToken() == JsonToken.START_OBJECT && body) {
        body(json);
      } else {
        json.skipChildren();
      }
    }
  }

  private void body(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      boolean members = json.nextToken() == JsonToken.START_OBJECT;
      if (members && name.equals("OldImage")) {
        attributes(json, image);
      } else if (members && name.equals("Keys")) {
        attributes(json, keys);
      } else {
        json.skipChildren();
      }
    }
  }

  private static void attributes(JsonParser json, Map<String, String> into) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String attribute = json.currentName();
      boolean typed = json.nextToken() == JsonToken.START_OBJECT;
      if (typed && TELLING.contains(attribute)) {
        text(json, attribute, into);
      } else {
        json.skipChildren();
      }
    }
  }

  private static void text(JsonParser json, String attribute, Map<String, String> into)
      throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean string = json.currentName().equals("S");
      if (json.nextToken() == JsonToken.VALUE_STRING && string) {
        into.putIfAbsent(attribute, json.getText());
      } else {
        json.skipChildren();
      }
    }
  }

  private Glimpse glimpse() {
    return new Glimpse(
        firstFitting(image.get(EventAttributes.DEVICE_ID), deviceOfKey()),
        firstFitting(image.get(EventAttributes.EVENT_ID), eventOfKey()),
        firstFitting(image.get(EventAttributes.EVENT_TYPE), null));
  }

  private @Nullable String deviceOfKey() {
    String day = keys.getOrDefault(StoredEvent.DEVICE_DAY, image.get(StoredEvent.DEVICE_DAY));
    return day == null || day.lastIndexOf('#') < 0 ? null : day.substring(0, day.lastIndexOf('#'));
  }

  private @Nullable String eventOfKey() {
    String key = keys.getOrDefault(StoredEvent.EVENT_KEY, image.get(StoredEvent.EVENT_KEY));
    return key == null ? null : key.substring(key.lastIndexOf('#') + 1);
  }

  private static @Nullable String firstFitting(@Nullable String first, @Nullable String second) {
    return first != null && fits(first) ? first : second != null && fits(second) ? second : null;
  }

  private static boolean fits(String text) {
    return !text.isEmpty() && text.length() <= MOST_CHARS;
  }
}
