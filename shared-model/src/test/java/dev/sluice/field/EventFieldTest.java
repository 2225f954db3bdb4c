package dev.sluice.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFieldTest {
  private static JsonNode at(String field, String payload) {
    return new EventField(field).in(Payloads.read(payload));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "/payload/celsius, 21.50",
        "/payload/axes/1, 2",
        "/payload/a~1b, 3",
        "/payload/m~0n, 4",
        "/payload/deep/er, 5",
        "/payload/, 6"
      })
  void aValueIsFoundByItsPointer(String field, String value) {
    String payload =
        "{\"celsius\":21.50,\"axes\":[1,2],\"a/b\":3,\"m~n\":4,\"deep\":{\"er\":5},\"\":6}";
    assertThat(Payloads.number(at(field, payload))).hasValue(new BigDecimal(value));
  }

  @Test
  void whereNothingIsNothingIsFound() {
    assertThat(at("/payload/x/y", "{\"x\":1}").isMissingNode()).isTrue();
    assertThat(at("/payload/9", "{\"x\":1}").isMissingNode()).isTrue();
    assertThat(at("/payload/x", "no json").isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "payload/x", "/payload", "/event_type", "/payload/a~2", "/payload/\n"})
  void whatIsNoPointerIntoAPayloadIsRefused(String field) {
    assertThatThrownBy(() -> new EventField(field))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("field \"" + field.replace('\n', '?') + "\" is not a JSON Pointer");
  }

  @Test
  void aPointerIsBounded() {
    String longest = "/payload/" + "x".repeat(EventField.MAX_CHARACTERS - 9);
    assertThat(new EventField(longest).text()).isEqualTo(longest);
    assertThatThrownBy(() -> new EventField(longest + "x")).hasMessageContaining("at most 128");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"12\"", "null", "true", "[1]", "{}", "1e90", "-1e90", "9e-91"})
  void whatDoesNotCountAsANumberIsNone(String value) {
    assertThat(Payloads.number(at("/payload/x", "{\"x\":" + value + "}"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E+100000", "100e2147483647", "1e-2147483647", "-1E+2147483647"})
  void exponentsBeyondAllUseCostNothing(String value) {
    assertThat(Payloads.number(at("/payload/x", "{\"x\":" + value + "}"))).isEmpty();
  }

  @Test
  void zeroIsZeroWhateverItsExponent() {
    assertThat(Payloads.number(at("/payload/x", "{\"x\":0e2147483647}"))).hasValue(BigDecimal.ZERO);
  }

  @Test
  void longNumbersAreRoundedTo34Digits() {
    String digits = "1234567890".repeat(100);
    assertThat(Payloads.number(at("/payload/x", "{\"x\":0." + digits + "}")))
        .hasValue(new BigDecimal("0.1234567890123456789012345678901235"));
    assertThat(Payloads.number(at("/payload/x", "{\"x\":" + digits.substring(0, 90) + "}")))
        .hasValue(new BigDecimal("1.234567890123456789012345678901235E89"));
  }

  @Test
  void theLargestAndTheSmallestCount() {
    assertThat(Payloads.number(at("/payload/x", "{\"x\":9.9e89}"))).isPresent();
    assertThat(Payloads.number(at("/payload/x", "{\"x\":-1e-90}"))).isPresent();
  }

  @Test
  void deepAndLongNamedPayloadsAreRead() {
    String name = "n".repeat(60_000);
    assertThat(at("/payload/x", "{\"" + name + "\":1,\"x\":2}").isNumber()).isTrue();
    String deep = "[".repeat(5_000) + "]".repeat(5_000);
    assertThat(at("/payload/x", "{\"d\":" + deep + ",\"x\":2}").isNumber()).isTrue();
  }
}
