package dev.sluice.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.RejectReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads one JSON object strictly: valid UTF-8, no duplicate members, bounded depth, numbers
/// without loss.
final class JsonReader {
  /// Deep enough to tell "JSON, but refused" from "no JSON", shallow enough for any stack.
  private static final int LENIENT_DEPTH = 1_000;

  private final ObjectMapper mapper;
  private final JsonFactory lenient;
  private final int depth;

  JsonReader(int depth) {
    this.depth = depth;
    this.mapper = mapper(factory(depth, true));
    this.lenient = factory(LENIENT_DEPTH, false);
  }

  private static JsonFactory factory(int depth, boolean strict) {
    return JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(depth).build())
        .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
        .build();
  }

  private static ObjectMapper mapper(JsonFactory factory) {
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }

  ObjectNode readObject(byte[] bytes, int offset, int length) throws UndecodableException {
    String text = utf8(bytes, offset, length);
    JsonNode root;
    try {
      root = mapper.readTree(text);
    } catch (StreamConstraintsException e) {
      throw constraint(e);
    } catch (IOException e) {
      throw syntax(e);
    }
    if (root == null || root.isMissingNode()) {
      throw new UndecodableException(RejectReason.NOT_JSON, "nothing but white space");
    }
    if (!(root instanceof ObjectNode object)) {
      throw new UndecodableException(
          RejectReason.WRONG_ROOT, "the root is " + JsonTypes.describe(root) + ", not an object");
    }
    return object;
  }

  /// Whether the bytes are one JSON document, though perhaps one that [#readObject] refuses.
  boolean isJson(byte[] bytes, int offset, int length) {
    try (JsonParser parser = lenient.createParser(utf8(bytes, offset, length))) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (StreamConstraintsException e) {
      return true;
    } catch (IOException | UndecodableException e) {
      return false;
    }
  }

  private UndecodableException constraint(StreamConstraintsException e) {
    String message = String.valueOf(e.getOriginalMessage());
    return message.contains("nesting depth")
        ? new UndecodableException(RejectReason.TOO_DEEP, "nested deeper than " + depth + " levels")
        : new UndecodableException(RejectReason.NOT_JSON, message);
  }

  private static UndecodableException syntax(IOException e) {
    String message =
        e instanceof com.fasterxml.jackson.core.JsonProcessingException json
            ? String.valueOf(json.getOriginalMessage())
            : String.valueOf(e.getMessage());
    if (message.startsWith("Duplicate field") || message.startsWith("Duplicate Object property")) {
      return new UndecodableException(RejectReason.DUPLICATE_MEMBER, message);
    }
    return new UndecodableException(RejectReason.NOT_JSON, "syntax error" + where(e));
  }

  private static String where(IOException e) {
    return e instanceof com.fasterxml.jackson.core.JsonProcessingException json
            && json.getLocation() != null
        ? " at character " + json.getLocation().getCharOffset()
        : "";
  }

  private static String utf8(byte[] bytes, int offset, int length) throws UndecodableException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, offset, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new UndecodableException(RejectReason.NOT_UTF8, "the bytes are not UTF-8 text");
    }
  }
}
