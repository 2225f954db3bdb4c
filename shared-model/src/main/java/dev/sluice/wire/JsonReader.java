package dev.sluice.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.RejectReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads JSON strictly: valid UTF-8 without a byte order mark, no duplicate members, bounded depth,
/// numbers without loss.
final class JsonReader {
  /// Deep enough to see where any honest document ends; each level costs a little heap, no stack.
  private static final int LENIENT_DEPTH = 10_000;

  private final JsonFactory factory;
  private final int depth;

  JsonReader(int depth) {
    this.depth = depth;
    this.factory =
        JsonFactory.builder()
            // names are whatever somebody sends
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                // the length of the record bounds all the others
                StreamReadConstraints.builder()
                    .maxNestingDepth(Math.max(depth + 1, LENIENT_DEPTH))
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();
  }

  ObjectNode readObject(byte[] bytes) throws UndecodableException {
    JsonNode root = readValue(bytes);
    if (!(root instanceof ObjectNode object)) {
      throw new UndecodableException(
          RejectReason.WRONG_ROOT, "the root is " + JsonTypes.describe(root) + ", not an object");
    }
    return object;
  }

  JsonNode readValue(byte[] bytes) throws UndecodableException {
    return read(utf8(bytes));
  }

  /// A parser by the same rules, for whoever takes a document piece by piece.
  JsonParser open(String text) throws IOException {
    return factory.createParser(text);
  }

  StrictTree tree(JsonParser parser) {
    return new StrictTree(parser, depth);
  }

  private JsonNode read(String text) throws UndecodableException {
    if (text.startsWith("\uFEFF")) {
      throw new UndecodableException(
          RejectReason.NOT_JSON, "starts with a byte order mark; UTF-8 without one is taken");
    }
    try (JsonParser parser = factory.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new UndecodableException(RejectReason.NOT_JSON, "nothing but white space");
      }
      JsonNode root = new StrictTree(parser, depth).value(first);
      if (parser.nextToken() != null) {
        throw new UndecodableException(
            RejectReason.NOT_JSON,
            "more text after the first value, from character "
                + parser.currentTokenLocation().getCharOffset());
      }
      return root;
    } catch (IOException e) {
      throw syntaxError(e);
    }
  }

  /// Whether the bytes are one JSON document, though perhaps one that [#readObject] refuses: too
  /// deep, duplicate members, a few bytes that are no UTF-8.
  boolean isJson(byte[] bytes) {
    try (JsonParser parser = factory.createParser(new String(bytes, StandardCharsets.UTF_8))) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  static UndecodableException syntaxError(IOException e) {
    return new UndecodableException(RejectReason.NOT_JSON, "syntax error" + where(e));
  }

  private static String where(IOException e) {
    return e instanceof JsonProcessingException json && json.getLocation() != null
        ? " at character " + json.getLocation().getCharOffset()
        : "";
  }

  static String utf8(byte[] bytes) throws UndecodableException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UndecodableException(RejectReason.NOT_UTF8, "the bytes are not UTF-8 text");
    }
  }
}
