package dev.sluice.archiver.change;

import static dev.sluice.archiver.change.RefusedException.malformed;
import static dev.sluice.archiver.change.RefusedException.missing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.archiver.change.Change.Refused.Reason;
import dev.sluice.model.Rejection;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The members of a change record that matter here, in whatever order they come; others are
/// skipped.
final class ChangeRecord {
  private static final Instant FIRST_TIME = Instant.EPOCH;
  private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

  private @Nullable String eventName;
  private @Nullable String tableName;
  private @Nullable String recordFormat;
  private @Nullable String principal;
  private @Nullable String principalType;
  private @Nullable String precision;
  private @Nullable Long time;
  private @Nullable Image oldImage;
  private @Nullable RefusedException imageProblem;

  private ChangeRecord() {}

  /// @param json before the record's first token
  static ChangeRecord read(JsonParser json) throws IOException, RefusedException {
    JsonToken root = json.nextToken();
    if (root == null) {
      throw new RefusedException(Reason.NOT_JSON, "nothing but white space");
    }
    if (root != JsonToken.START_OBJECT) {
      throw new RefusedException(
          Reason.WRONG_ROOT, "the root is " + describe(root) + ", not an object");
    }
    ChangeRecord change = new ChangeRecord();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      change.member(json.currentName(), json);
    }
    if (json.nextToken() != null) {
      throw new RefusedException(Reason.NOT_JSON, "more text after the record's object");
    }
    return change;
  }

  private void member(String name, JsonParser json) throws IOException, RefusedException {
    JsonToken value = json.nextToken();
    switch (name) {
      case "eventName" -> eventName = text(name, json);
      case "tableName" -> tableName = text(name, json);
      case "recordFormat" -> recordFormat = text(name, json);
      case "userIdentity" -> {
        if (value == JsonToken.START_OBJECT) {
          readIdentity(json);
        } else {
          json.skipChildren();
        }
      }
      case "dynamodb" -> {
        if (value != JsonToken.START_OBJECT) {
          throw malformed("\"dynamodb\"", describe(value), "an object");
        }
        readBody(json);
      }
      default -> json.skipChildren();
    }
  }

  private void readIdentity(JsonParser json) throws IOException, RefusedException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "principalId" -> principal = text(name, json);
        case "type" -> principalType = text(name, json);
        default -> json.skipChildren();
      }
    }
  }

  private void readBody(JsonParser json) throws IOException, RefusedException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "ApproximateCreationDateTime" -> {
          if (value != JsonToken.VALUE_NUMBER_INT
              || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw malformed(
                "\"" + name + "\"",
                Rejection.quoted(json.getText()),
                "a whole number of milliseconds or microseconds");
          }
          time = json.getLongValue();
        }
        case "ApproximateCreationDateTimePrecision" -> precision = text(name, json);
        case "OldImage" -> readOldImage(json);
        default -> json.skipChildren();
      }
    }
  }

  /// A modification carries an old image, too, and when the image comes the kind of change may not
  /// have been read yet: only what asks for the image meets its defects.
  private void readOldImage(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      imageProblem = malformed("\"OldImage\"", describe(json.currentToken()), "an object");
      json.skipChildren();
      return;
    }
    int depth = json.getParsingContext().getNestingDepth();
    try {
      oldImage = Image.read(json);
    } catch (RefusedException e) {
      imageProblem = e;
      while (json.getParsingContext().getNestingDepth() >= depth && json.nextToken() != null) {
        continue;
      }
    }
  }

  String eventName() throws RefusedException {
    return present(eventName, "eventName");
  }

  String tableName() throws RefusedException {
    return present(tableName, "tableName");
  }

  String recordFormat() throws RefusedException {
    return present(recordFormat, "recordFormat");
  }

  /// As AWS documents a removal by time to live; a removal by hand has no user identity.
  ///
  /// Source:
  /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html>
  boolean isByTimeToLive() {
    return "Service".equals(principalType) && "dynamodb.amazonaws.com".equals(principal);
  }

  /// When the change happened, whole milliseconds.
  Instant time() throws RefusedException {
    long count = present(time, "ApproximateCreationDateTime");
    Instant instant =
        Instant.ofEpochMilli(
            switch (precision) {
              // records from before there was a choice name no precision
              case null -> count;
              case "MILLISECOND" -> count;
              case "MICROSECOND" -> Math.floorDiv(count, 1000);
              default ->
                  throw new RefusedException(
                      Reason.UNKNOWN_FORMAT,
                      "\"ApproximateCreationDateTimePrecision\" is "
                          + Rejection.quoted(precision)
                          + ", not MILLISECOND or MICROSECOND");
            });
    if (instant.isBefore(FIRST_TIME) || instant.isAfter(LAST_TIME)) {
      throw malformed(
          "\"ApproximateCreationDateTime\"",
          count + ", or " + instant,
          "a time between 1970 and 9999 at the precision that the record names");
    }
    return instant;
  }

  Image oldImage() throws RefusedException {
    if (imageProblem != null) {
      throw imageProblem;
    }
    return present(oldImage, "OldImage");
  }

  private static <T> T present(@Nullable T value, String name) throws RefusedException {
    if (value == null) {
      throw missing("\"" + name + "\"");
    }
    return value;
  }

  private static String text(String name, JsonParser json) throws IOException, RefusedException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw malformed("\"" + name + "\"", describe(json.currentToken()), "a string");
    }
    return json.getText();
  }

  static String describe(@Nullable JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      case null -> "nothing";
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "no value";
    };
  }
}
