package dev.sluice.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.RejectReason;
import dev.sluice.model.Rejection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Takes apart a body in which somebody sends one event or several, in the form that they say. Each
/// event is judged alone and keeps the very bytes that it was sent as. Never throws for what was
/// sent.
///
/// An envelope that names no device is decoded with an empty one.
public final class BodyDecoder {
  private static final String NO_PARTITION_KEY = "";

  private final int maxEvents;
  private final JsonReader json;
  private final LineDecoder lines;

  /// @param maxEvents in one body
  /// @param depth of nesting in one event
  public BodyDecoder(int maxEvents, int depth) {
    this.maxEvents = maxEvents;
    this.json = new JsonReader(depth);
    this.lines = new LineDecoder(json);
  }

  /// One JSON object, which is one event whatever is wrong with it, or an array of them.
  public DecodedBody json(byte[] body) {
    if (!startsAnArray(body)) {
      return new DecodedBody.Events(List.of(event(body)));
    }
    try {
      return array(new Text(body, JsonReader.utf8(body)));
    } catch (UndecodableException e) {
      return new DecodedBody.Refused(e.rejection());
    } catch (IOException e) {
      return new DecodedBody.Refused(JsonReader.syntaxError(e).rejection());
    }
  }

  /// One JSON object.
  public DecodedLine event(byte[] body) {
    return lines.decode(0, body, NO_PARTITION_KEY);
  }

  /// A JSON object on each line; blank lines are passed over.
  public DecodedBody lines(byte[] body) {
    List<DecodedLine> events = new ArrayList<>();
    for (Line line : Line.split(body)) {
      if (events.size() == maxEvents) {
        return tooMany();
      }
      byte[] bytes = Arrays.copyOfRange(body, line.from(), line.to());
      events.add(lines.decode(events.size(), bytes, NO_PARTITION_KEY));
    }
    return new DecodedBody.Events(events);
  }

  /// A body, and the text that it holds.
  private record Text(byte[] body, String text) {

    /// @param from the first character
    /// @param to after the last one
    byte[] bytes(int from, int to) {
      boolean ascii = body.length == text.length();
      return ascii
          ? Arrays.copyOfRange(body, from, to)
          : text.substring(from, to).getBytes(StandardCharsets.UTF_8);
    }
  }

  private DecodedBody array(Text text) throws IOException, UndecodableException {
    try (JsonParser parser = json.open(text.text())) {
      parser.nextToken();
      List<DecodedLine> events = elements(parser, text);
      return parser.nextToken() == null
          ? new DecodedBody.Events(events)
          : refused(RejectReason.NOT_JSON, "more text after the array");
    }
  }

  private List<DecodedLine> elements(JsonParser parser, Text text)
      throws IOException, UndecodableException {
    List<DecodedLine> events = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (events.size() == maxEvents) {
        throw new UndecodableException(RejectReason.TOO_MANY_LINES, tooManyEvents());
      }
      events.add(element(parser, token, events.size(), text));
    }
    return events;
  }

  private DecodedLine element(JsonParser parser, JsonToken first, int index, Text text)
      throws IOException {
    int from = (int) parser.currentTokenLocation().getCharOffset();
    JsonStreamContext array =
        first.isStructStart() ? parser.getParsingContext().getParent() : parser.getParsingContext();
    try {
      JsonNode node = json.tree(parser).value(first);
      byte[] bytes = bytes(parser, from, text);
      return node instanceof ObjectNode object
          ? LineDecoder.decode(index, bytes, object, NO_PARTITION_KEY)
          : LineDecoder.undecodable(index, bytes, noObject(node));
    } catch (UndecodableException e) {
      while (parser.getParsingContext() != array) {
        parser.nextToken();
      }
      return LineDecoder.undecodable(index, bytes(parser, from, text), e.rejection());
    }
  }

  /// Up to where the parser is.
  private static byte[] bytes(JsonParser parser, int from, Text text) {
    return text.bytes(from, (int) parser.currentLocation().getCharOffset());
  }

  private static Rejection noObject(JsonNode node) {
    return new Rejection(
        RejectReason.WRONG_ROOT, "the element is " + JsonTypes.describe(node) + ", not an object");
  }

  private static boolean startsAnArray(byte[] body) {
    for (byte b : body) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return b == '[';
      }
    }
    return false;
  }

  private DecodedBody tooMany() {
    return refused(RejectReason.TOO_MANY_LINES, tooManyEvents());
  }

  private String tooManyEvents() {
    return "more than " + maxEvents + " events; send them in several requests";
  }

  private static DecodedBody refused(RejectReason reason, String detail) {
    return new DecodedBody.Refused(new Rejection(reason, detail));
  }
}
