package dev.sluice.field;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/// A place in the payload of an event, as a [JSON Pointer](https://www.rfc-editor.org/rfc/rfc6901)
/// into the event as the API answers it: `/payload/celsius`, `/payload/axes/0`, `/payload/a~1b` for
/// the member `a/b`.
///
/// @param text the pointer as it was given
public record EventField(String text) {
  public static final int MAX_CHARACTERS = 128;

  /// What to tell somebody whose field is none.
  public static final String RULE =
      "a JSON Pointer into the payload such as /payload/celsius, of at most "
          + MAX_CHARACTERS
          + " characters, with ~0 for ~ and ~1 for /";

  private static final String PAYLOAD = "/payload";
  private static final Pattern POINTER = Pattern.compile("/payload(/([^~/\\p{Cntrl}]|~[01])*)+");

  /// @throws IllegalArgumentException for text that names no place in a payload
  public EventField {
    if (text.length() > MAX_CHARACTERS || !POINTER.matcher(text).matches()) {
      throw new IllegalArgumentException("field \"" + shown(text) + "\" is not " + RULE);
    }
  }

  private static String shown(String text) {
    String start = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) + "…" : text;
    return start.replaceAll("\\p{Cntrl}", "?");
  }

  /// What is there; a missing node when nothing is.
  ///
  /// @param payload as [Payloads] read it
  public JsonNode in(JsonNode payload) {
    return payload.at(JsonPointer.compile(text.substring(PAYLOAD.length())));
  }

  @Override
  public String toString() {
    return text;
  }
}
