package dev.sluice.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NamesTest {
  static Stream<Arguments> rules() {
    Predicate<String> device = Names::isDeviceId;
    Predicate<String> type = Names::isEventType;
    return Stream.of(
        Arguments.of(device, Pattern.compile("[A-Za-z0-9._:-]{1,128}"), 128),
        Arguments.of(type, Pattern.compile("[A-Za-z0-9._-]{1,64}"), 64));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aNameIsOfItsAlphabetAndNeitherEmptyNorTooLong(
      Predicate<String> isName, Pattern rule, int longest) {
    for (char c = 0; c < 0x2ff; c++) {
      for (String text : new String[] {"" + c, "a" + c, c + "a", "a" + c + "a"}) {
        assertThat(isName.test(text)).as("U+%04X", (int) c).isEqualTo(rule.matcher(text).matches());
      }
    }
    assertThat(isName)
        .rejects("", "a".repeat(longest + 1), "\ud83d\ude00")
        .accepts("a".repeat(longest));
  }
}
