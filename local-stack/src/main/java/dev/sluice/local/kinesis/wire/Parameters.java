package dev.sluice.local.kinesis.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.local.kinesis.stream.ErrorType;
import dev.sluice.local.kinesis.stream.KinesisException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The members of a request, read by name and type. A missing or mistyped one is a
/// `ValidationException` that names it.
public final class Parameters {

  private final WireFormat format;
  private final JsonNode members;

  Parameters(WireFormat format, JsonNode members) {
    this.format = format;
    this.members = members;
  }

  public Optional<String> string(String name) {
    return member(name)
        .map(node -> {
          if (!node.isTextual()) {
            throw mistyped(name, "a string");
          }
          return node.asText();
        });
  }

  public String requiredString(String name) {
    return string(name).orElseThrow(() -> missing(name));
  }

  public OptionalInt integer(String name) {
    Optional<JsonNode> node = member(name);
    if (node.isPresent() && !node.get().canConvertToInt()) {
      throw mistyped(name, "an integer");
    }
    return node.isPresent() ? OptionalInt.of(node.get().asInt()) : OptionalInt.empty();
  }

  public int requiredInteger(String name) {
    return integer(name).orElseThrow(() -> missing(name));
  }

  /// An integer within bounds, both included.
  public int integerWithin(String name, int least, int most, int otherwise) {
    int value = integer(name).orElse(otherwise);
    if (value < least || value > most) {
      throw ErrorType.VALIDATION.because(
          "Value %d at '%s' failed to satisfy: %d to %d".formatted(value, name, least, most));
    }
    return value;
  }

  public boolean flag(String name) {
    return member(name).map(JsonNode::asBoolean).orElse(false);
  }

  public Optional<Instant> instant(String name) {
    return member(name)
        .map(node -> {
          if (!node.isNumber()) {
            throw mistyped(name, "a time");
          }
          return format.instant(node.numberValue());
        });
  }

  public Optional<Parameters> object(String name) {
    return member(name).map(node -> new Parameters(format, node));
  }

  public List<String> strings(String name) {
    List<String> values = new ArrayList<>();
    member(name).ifPresent(node -> node.forEach(value -> values.add(value.asText())));
    return values;
  }

  public Map<String, String> stringMap(String name) {
    Map<String, String> values = new LinkedHashMap<>();
    member(name)
        .ifPresent(
            node -> node.properties().forEach(e -> values.put(e.getKey(), e.getValue().asText())));
    return values;
  }

  /// The error for a member that must be there.
  public static KinesisException missing(String name) {
    return ErrorType.VALIDATION.because("Value null at '" + name + "': it must be given");
  }

  private static KinesisException mistyped(String name, String wanted) {
    return ErrorType.VALIDATION.because("'" + name + "' is not " + wanted);
  }

  private Optional<JsonNode> member(String name) {
    JsonNode node = members.get(name);
    return node == null || node.isNull() ? Optional.empty() : Optional.of(node);
  }
}
