package dev.sluice.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.AcceptanceWindow;
import dev.sluice.model.Event;
import dev.sluice.model.RejectReason;
import dev.sluice.model.Rejection;
import dev.sluice.model.Source;
import dev.sluice.wire.RawEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessorTest {
  private static final Instant RECEIVED = Instant.parse("2024-03-09T16:05:00.123Z");
  private static final ObjectNode PAYLOAD = JsonNodeFactory.instance.objectNode().put("v", 1);
  private static final RawEvent RAW =
      new RawEvent(
          UUID.fromString("169a9a74-0c3f-4b0e-9c9c-1d2b0a6f0001"),
          "device-1",
          "account:created",
          null,
          "1710000000",
          PAYLOAD,
          Source.NAMED_EVENT);
  private static final Preprocessor ALL =
      new Preprocessor(EnumSet.allOf(PreprocessStep.class), AcceptanceWindow.DEFAULT);
  private static final Preprocessor NONE =
      new Preprocessor(Set.of(), new AcceptanceWindow(Duration.ofDays(1), Duration.ZERO));

  @Test
  void allStepsMakeTheCanonicalEvent() {
    assertThat(accepted(ALL, RAW))
        .isEqualTo(
            new Event(
                RAW.eventId(),
                "device-1",
                "account",
                "created",
                Instant.parse("2024-03-09T16:00:00Z"),
                RECEIVED,
                "{\"v\":1}",
                Source.NAMED_EVENT));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-03-09T16:00:00Z,2024-03-09T16:00:00Z",
    "2024-03-09T16:00Z,2024-03-09T16:00:00Z",
    "2024-03-09T17:30:00.5+01:30,2024-03-09T16:00:00.500Z",
    "2024-03-09T16:00:00.260999999Z,2024-03-09T16:00:00.260Z",
    "1710000000,2024-03-09T16:00:00Z",
    "1710000000.1239,2024-03-09T16:00:00.123Z",
    "1.71e9,2024-03-09T16:00:00Z",
    "1710000000123,2024-03-09T16:00:00.123Z"
  })
  void timesBecomeUtcMilliseconds(String sent, Instant expected) {
    assertThat(accepted(ALL, RAW.withTime(sent)).eventTime()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2024-03-09T16:00:00",
        "2024-03-09",
        "2024-02-30T00:00:00Z",
        "9999-12-31T23:59:59-18:00",
        "0000-01-01T00:00:00+18:00",
        "-1",
        "1e400",
        "1e1000000000",
        "1e-1000000000",
        "1e-2147483647",
        "1710000000000000",
        "NaN"
      })
  void otherTimesAreRefusedByValueAndAcceptedForm(String sent) {
    Rejection rejection = rejected(ALL, RAW.withTime(sent));

    assertThat(rejection.reason()).isEqualTo(RejectReason.MALFORMED_MEMBER);
    assertThat(rejection.detail()).contains("\"" + sent + "\"", "ISO-8601", "epoch seconds");
  }

  @Test
  void withoutNormalisingOnlyUtcTextIsATime() {
    assertThat(accepted(NONE, RAW.withTime("2024-03-09T16:00:00Z")).eventTime())
        .isEqualTo("2024-03-09T16:00:00Z");
    for (String other : new String[] {"1710000000", "2024-03-09T17:00:00+01:00"}) {
      assertThat(rejected(NONE, RAW.withTime(other)).detail())
          .contains(other, "ISO-8601 in UTC")
          .doesNotContain("epoch");
    }
  }

  @Test
  void withoutSplittingAColonStaysAndFailsOnlyValidation() {
    RawEvent utc = RAW.withTime("2024-03-09T16:00:00Z");
    Event event = accepted(NONE, utc);

    assertThat(event.eventType()).isEqualTo("account:created");
    assertThat(event.eventSubtype()).isNull();
    Preprocessor validate =
        new Preprocessor(Set.of(PreprocessStep.VALIDATE), AcceptanceWindow.DEFAULT);
    assertThat(rejected(validate, utc).detail()).contains("\"account:created\"", "1 to 64");
  }

  @Test
  void subtypeThatWasSentIsNotOverwrittenBySplitting() {
    assertThat(rejected(ALL, RAW.withType("a:b", "c")).detail()).contains("\"a:b\"");
  }

  @ParameterizedTest
  @CsvSource({":created,''", "account:,''", "a:b:c,b:c", "a b,a b"})
  void namesOutsideTheirAlphabetAreQuoted(String name, String quoted) {
    Rejection rejection = rejected(ALL, RAW.withType(name, null));

    assertThat(rejection.reason()).isEqualTo(RejectReason.MALFORMED_MEMBER);
    assertThat(rejection.detail()).contains("\"" + quoted + "\" is not 1 to");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#summary", "a b", "é", "a#b", "a/b", "a\n"})
  void deviceOutsideItsAlphabetIsRefused(String device) {
    assertThat(rejected(ALL, device(device)).detail()).contains("the device", "1 to ");
    assertThat(accepted(ALL, device("Az.9_:-")).deviceId()).isEqualTo("Az.9_:-");
    assertThat(accepted(ALL, device("d".repeat(128))).deviceId()).hasSize(128);
    assertThat(rejected(ALL, device("d".repeat(129))).detail()).contains("…\" is not 1 to 128");
  }

  @Test
  void keysThatNoTableTakesAreRefusedEvenWithoutValidation() {
    RawEvent utc = RAW.withTime("1970-01-01T00:00:00Z");

    assertThat(accepted(NONE, utc).eventTime()).isEqualTo(Instant.EPOCH);
    assertThat(rejected(NONE, utc.withType("#summary", null)).detail()).contains("#summary");
    assertThat(rejected(NONE, utc.withType("t".repeat(257), null)).detail()).contains("1 to 256");
    assertThat(rejected(NONE, utc.withType("", null)).detail()).contains("event type \"\"");
  }

  @ParameterizedTest
  @CsvSource({"-60000,true", "-60001,false", "1000,true", "1001,false"})
  void windowIncludesItsBounds(long millis, boolean inside) {
    Preprocessor preprocessor =
        new Preprocessor(
            EnumSet.allOf(PreprocessStep.class),
            new AcceptanceWindow(Duration.ofMinutes(1), Duration.ofSeconds(1)));
    RawEvent raw = RAW.withTime(RECEIVED.plusMillis(millis).toString());

    Preprocessed verdict = preprocessor.apply(raw, RECEIVED);

    assertThat(verdict instanceof Preprocessed.Accepted).isEqualTo(inside);
    if (verdict instanceof Preprocessed.Rejected(Rejection rejection)) {
      assertThat(rejection.reason()).isEqualTo(RejectReason.EVENT_TIME_OUT_OF_RANGE);
      assertThat(rejection.detail()).contains(raw.eventTime(), RECEIVED.toString(), "PT1M", "PT1S");
    }
  }

  @Test
  void replayGetsTheSameVerdictAndAnArrivalDoesNotCountInTheFingerprint() {
    assertThat(ALL.apply(RAW, RECEIVED)).isEqualTo(ALL.apply(RAW, RECEIVED));
    assertThat(((Preprocessed.Accepted) ALL.apply(RAW, RECEIVED)).fingerprint())
        .isEqualTo(((Preprocessed.Accepted) ALL.apply(RAW, RECEIVED.plusSeconds(9))).fingerprint());
  }

  private static RawEvent device(String device) {
    return raw(device, RAW.eventType(), null);
  }

  private static RawEvent raw(String device, String type, @Nullable String subtype) {
    return new RawEvent(
        RAW.eventId(), device, type, subtype, RAW.eventTime(), PAYLOAD, RAW.source());
  }

  private static Event accepted(Preprocessor preprocessor, RawEvent raw) {
    Preprocessed verdict = preprocessor.apply(raw, RECEIVED);
    assertThat(verdict).isInstanceOf(Preprocessed.Accepted.class);
    assertThat(preprocessor.refusal(raw, RECEIVED)).isEmpty();
    return ((Preprocessed.Accepted) verdict).event();
  }

  private static Rejection rejected(Preprocessor preprocessor, RawEvent raw) {
    Preprocessed verdict = preprocessor.apply(raw, RECEIVED);
    assertThat(verdict).isInstanceOf(Preprocessed.Rejected.class);
    Rejection rejection = ((Preprocessed.Rejected) verdict).rejection();
    assertThat(preprocessor.refusal(raw, RECEIVED)).contains(rejection);
    return rejection;
  }
}
