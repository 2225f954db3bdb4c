package dev.sluice.archiver.change;

import static dev.sluice.archiver.change.RefusedException.malformed;
import static dev.sluice.archiver.change.RefusedException.missing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.model.Rejection;
import dev.sluice.wire.UnpairedSurrogates;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An item as it was before its removal, in DynamoDB's JSON: `{"device_id": {"S": "…"}, …}`. Holds
/// the attributes that are text or numbers; of the others only that they are there.
record Image(Map<String, Attribute> attributes) {

  /// @param type `S`, `N`, `M` …
  /// @param text null where the type is neither text nor a number
  record Attribute(String type, @Nullable String text) {}

  /// @param json at the start of the image's object; afterwards at its end
  static Image read(JsonParser json) throws IOException, RefusedException {
    Map<String, Attribute> attributes = new HashMap<>(32);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (json.nextToken() != JsonToken.START_OBJECT || json.nextToken() != JsonToken.FIELD_NAME) {
        throw malformed(of(name), "no typed value", "such as {\"S\": \"text\"}");
      }
      String type = json.currentName();
      JsonToken value = json.nextToken();
      boolean scalar = type.equals("S") || type.equals("N");
      if (scalar && value != JsonToken.VALUE_STRING) {
        throw malformed(of(name), ChangeRecord.describe(value), "a string inside of " + type);
      }
      String text = scalar ? json.getText() : null;
      if (text != null && UnpairedSurrogates.in(text)) {
        throw malformed(of(name), "half of a surrogate pair in " + Rejection.quoted(text), "text");
      }
      attributes.put(name, new Attribute(type, text));
      json.skipChildren();
      if (json.nextToken() != JsonToken.END_OBJECT) {
        throw malformed(of(name), "of several types", "of one");
      }
    }
    return new Image(attributes);
  }

  String text(String name) throws RefusedException {
    String text = textOrNull(name);
    if (text == null) {
      throw missing(of(name));
    }
    return text;
  }

  @Nullable String textOrNull(String name) throws RefusedException {
    return valueOrNull(name, "S");
  }

  @Nullable String numberOrNull(String name) throws RefusedException {
    return valueOrNull(name, "N");
  }

  private @Nullable String valueOrNull(String name, String type) throws RefusedException {
    Attribute attribute = attributes.get(name);
    if (attribute == null) {
      return null;
    }
    if (!attribute.type().equals(type)) {
      throw malformed(of(name), "of type " + Rejection.quoted(attribute.type()), type);
    }
    return attribute.text();
  }

  static String of(String attribute) {
    return Rejection.quoted(attribute) + " of the old image";
  }
}
