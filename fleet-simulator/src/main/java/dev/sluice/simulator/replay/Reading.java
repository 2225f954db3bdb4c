package dev.sluice.simulator.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One recorded reading, `{"data": {…}, "device_id": "…", "ts": 1594598735.77, …}`. What is not cut
/// to pieces stays as it was written: the data is the file's own text.
///
/// @param writtenTime epoch seconds, as written
/// @param data a JSON object, as written
record Reading(String deviceId, String writtenTime, String data) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern DEVICE_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
  private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253_402_300_799L);

  /// The line is no reading; the message says why.
  static final class MalformedReadingException extends Exception {
    MalformedReadingException(String message) {
      super(message);
    }
  }

  BigDecimal seconds() {
    return new BigDecimal(writtenTime);
  }

  static Reading parse(String line) throws MalformedReadingException {
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedReadingException("is no JSON object");
      }
      @Nullable String device = null;
      @Nullable String time = null;
      @Nullable String data = null;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (name) {
          case "device_id" -> device = value == JsonToken.VALUE_STRING ? parser.getText() : null;
          case "ts" -> time = value.isNumeric() ? parser.getText() : null;
          case "data" -> data = value == JsonToken.START_OBJECT ? verbatim(parser, line) : null;
          default -> parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw new MalformedReadingException("goes on after the object's end");
      }
      return checked(device, time, data);
    } catch (JsonProcessingException e) {
      throw new MalformedReadingException("is no JSON: " + e.getOriginalMessage());
    } catch (IOException impossible) {
      throw new IllegalStateException("text does not fail", impossible);
    }
  }

  private static String verbatim(JsonParser parser, String line) throws IOException {
    int from = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    return line.substring(from, (int) parser.currentLocation().getCharOffset());
  }

  private static Reading checked(
      @Nullable String device, @Nullable String time, @Nullable String data)
      throws MalformedReadingException {
    if (device == null || !DEVICE_ID.matcher(device).matches()) {
      throw new MalformedReadingException(
          "has no \"device_id\" of 1 to 128 of A-Z a-z 0-9 . _ : - but " + device);
    }
    if (time == null || time.length() > 40 || !isTime(new BigDecimal(time))) {
      throw new MalformedReadingException(
          "has no \"ts\" of epoch seconds such as 1594598735.77 but " + time);
    }
    if (data == null) {
      throw new MalformedReadingException("has no \"data\" that is an object");
    }
    return new Reading(device, time, data);
  }

  private static boolean isTime(BigDecimal seconds) {
    return seconds.signum() >= 0
        && seconds.precision() - seconds.scale() <= 12
        && seconds.compareTo(LAST_SECOND) <= 0;
  }
}
