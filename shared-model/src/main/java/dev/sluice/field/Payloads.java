package dev.sluice.field;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/// Reads payloads, and numbers in them.
public final class Payloads {
  /// A number beyond `10^±90` does not count as one.
  public static final int MAX_EXPONENT = 90;

  // A payload that was stored kept the consumer's bounds; none of the parser's own may refuse it.
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(10_000)
                          .maxNumberLength(Integer.MAX_VALUE)
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNameLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Payloads() {}

  /// @param payload of an event
  /// @return without any fields if this is no JSON
  public static JsonNode read(String payload) {
    try {
      return JSON.readTree(payload);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /// The number that a value is, rounded to 34 digits; none for what is no JSON number, text with
  /// digits included, and for numbers whose magnitude is not from `10^-90` to below `10^90`. So a
  /// number and sums of numbers stay small on the heap and storable, whatever exponents devices
  /// make up.
  public static Optional<BigDecimal> number(JsonNode value) {
    if (!value.isNumber()) {
      return Optional.empty();
    }
    BigDecimal number = value.decimalValue();
    if (number.signum() == 0) {
      return Optional.of(BigDecimal.ZERO);
    }
    long exponent = (long) number.precision() - number.scale() - 1;
    return exponent >= -MAX_EXPONENT && exponent < MAX_EXPONENT
        ? Optional.of(number.round(MathContext.DECIMAL128))
        : Optional.empty();
  }
}
