package dev.sluice.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

  @Test
  void eventLiesUnderItsDeviceAndUtcDay() {
    assertThat(Events.event(null).key())
        .isEqualTo(
            new EventKey(
                "device-1#2024-03-09",
                "2024-03-09T16:00:00.250Z#169a9a74-0c3f-4b0e-9c9c-1d2b0a6f0001"));
  }

  @Test
  void timesKeepThreeDigitsAndReadBack() {
    assertThat(Timestamps.format(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00.000Z");
    assertThat(Timestamps.parse(Timestamps.format(Events.TIME))).isEqualTo(Events.TIME);
    assertThat(Timestamps.minute(Events.TIME)).isEqualTo("2024-03-09T16:00:00Z");
  }

  @Test
  void nameBasedUuidIsThatOfTheRfc() {
    assertThat(
            NameBasedUuid.of(
                UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"))
        .hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "169a9a740c3f4b0e9c9c1d2b0a6f0001",
        "169a9a74-0c3f-4b0e-9c9c-1d2b0a6f000g"
      })
  void uuidHasOneWrittenForm(String text) {
    assertThat(StrictUuid.parse(text)).isEmpty();
    assertThat(StrictUuid.parse("169A9A74-0c3f-4b0e-9c9c-1d2b0a6f0001")).contains(Events.ID);
  }

  @ParameterizedTest
  @EnumSource(Source.class)
  void sourceReadsItsOwnName(Source source) {
    assertThat(Source.of(source.text())).isEqualTo(source);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Source.of("fax"))
        .withMessage("source \"fax\" is none of adapter_event, named_event, cloud_event");
  }

  @Test
  void quotedValueIsShortAndOneLineOfWholeCharacters() {
    assertThat(Rejection.quoted("a\nb\u0000\ud800")).isEqualTo("\"a?b??\"");
    assertThat(Rejection.quoted("x".repeat(80))).isEqualTo("\"" + "x".repeat(80) + "\"");
    assertThat(Rejection.quoted("x".repeat(79) + "😀y")).isEqualTo("\"" + "x".repeat(79) + "…\"");
  }
}
