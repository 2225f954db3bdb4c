package dev.sluice.ingest.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.model.AcceptanceWindow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionReaderTest {
  private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");
  private static final UUID ID = UUID.fromString("3f1c9f6e-8a52-4c41-9d0e-5a1f0b7c2d10");
  private static final String GOOD =
      """
      {"submission_id":"3f1c9f6e-8a52-4c41-9d0e-5a1f0b7c2d10",\
      "device_id":"154EF306-1111-4222-8333-444455556666",\
      "time_created":"2026-03-05T13:49:51.260987+02:00",\
      "events":{\
      "network_connection":[\
      {"source_ip":"192.168.0.1","destination_ip":"2001:db8::7","destination_port":443}],\
      "new_process":[{"cmdl":"whoami","user":"root","pid":1.50},{"cmdl":"","user":"é"}]}}\
      """;

  private final SubmissionReader reader =
      new SubmissionReader(AcceptanceWindow.DEFAULT, new SubmissionLimits(100_000, 5, 1_000));

  private Reading read(String body) {
    return reader.read(body, NOW, NOW);
  }

  private Reading.Accepted accepted(String body) {
    Reading reading = read(body);
    assertThat(reading)
        .as(() -> ((Reading.Refused) reading).rejection().toString())
        .isInstanceOf(Reading.Accepted.class);
    return (Reading.Accepted) reading;
  }

  private String refusal(String body) {
    return refusal(read(body));
  }

  private static String refusal(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Refused.class);
    var rejection = ((Reading.Refused) reading).rejection();
    return rejection.reason().text() + ": " + rejection.detail();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void eachElementBecomesAnEventOfItsTypeInTheOrderOfTheDocument() {
    List<String> events = texts(accepted(GOOD));

    assertThat(events)
        .containsExactly(
            """
            {"id":"%s","event_type":"network_connection",\
            "device_id":"154ef306-1111-4222-8333-444455556666",\
            "processing_timestamp":"2026-03-05T11:49:51.260Z",\
            "event_details":{"source_ip":"192.168.0.1","destination_ip":"2001:db8::7","destination_port":443}}\
            """
                .formatted(SubmissionEvents.id(ID, ElementType.NETWORK_CONNECTION, 0)),
            """
            {"id":"%s","event_type":"new_process",\
            "device_id":"154ef306-1111-4222-8333-444455556666",\
            "processing_timestamp":"2026-03-05T11:49:51.260Z",\
            "event_details":{"cmdl":"whoami","user":"root","pid":1.50}}\
            """
                .formatted(SubmissionEvents.id(ID, ElementType.NEW_PROCESS, 0)),
            """
            {"id":"%s","event_type":"new_process",\
            "device_id":"154ef306-1111-4222-8333-444455556666",\
            "processing_timestamp":"2026-03-05T11:49:51.260Z",\
            "event_details":{"cmdl":"","user":"é"}}\
            """
                .formatted(SubmissionEvents.id(ID, ElementType.NEW_PROCESS, 1)));
    assertThat(accepted(GOOD).events())
        .extracting(StreamEntry::partitionKey)
        .containsOnly("154ef306-1111-4222-8333-444455556666");
  }

  @Test
  void idsAreUuidsOfVersionFiveThatNeverChange() {
    assertThat(SubmissionEvents.id(ID, ElementType.NEW_PROCESS, 1))
        .hasToString("362f634d-7fa8-5ca8-b848-8195c023edc2");
  }

  @Test
  void theSameSubmissionBecomesTheSameBytesPlainOrInBase64WheneverItIsRead() {
    List<String> plain = texts(reader.read(GOOD, NOW, NOW));
    assertThat(texts(reader.read(GOOD, NOW, NOW.plus(Duration.ofDays(3))))).isEqualTo(plain);
    assertThat(texts(read(base64(GOOD)))).isEqualTo(plain);
    String lines = base64(GOOD).replaceAll("(.{76})", "$1\r\n");
    assertThat(texts(read(lines))).isEqualTo(plain);
    assertThat(texts(read("  " + GOOD + "\n"))).isEqualTo(plain);
  }

  private static List<String> texts(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Accepted.class);
    return ((Reading.Accepted) reading)
        .events().stream().map(entry -> new String(entry.bytes(), StandardCharsets.UTF_8)).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "submission_id":                       | "id":                 | missing_member: "submission_id" is missing
          "3f1c9f6e-8a52-4c41-9d0e-5a1f0b7c2d10" | null                  | missing_member: "submission_id" is missing
          "3f1c9f6e-8a52-4c41-9d0e-5a1f0b7c2d10" | 7                     | malformed_member: "submission_id" is the number "7", not a UUID of 36 characters
          "3f1c9f6e-                             | "{3f1c9f6e-           | malformed_member: "submission_id" is "{3f1c9f6e-8a52-4c41-9d0e-5a1f0b7c2d10", not a UUID of 36 characters
          "154EF306-1111                         | "154EF3061111         | malformed_member: "device_id" is "154EF3061111-4222-8333-444455556666", not a UUID of 36 characters
          2026-03-05T13:49:51.260987+02:00       | 2026-03-05T13:49:51   | malformed_member: "time_created" is "2026-03-05T13:49:51", not ISO-8601 with an offset such as 2024-03-05T01:49:51.260Z, of the years 0 to 9999
          2026-03-05T13:49:51.260987+02:00       | 2026-02-30T13:49:51Z  | malformed_member: "time_created" is "2026-02-30T13:49:51Z", not ISO-8601 with an offset such as 2024-03-05T01:49:51.260Z, of the years 0 to 9999
          2026-03-05T13:49:51.260987+02:00       | 2026-03-05T12:10:01Z  | event_time_out_of_range: "time_created" is 2026-03-05T12:10:01.000Z, sent 2026-03-05T12:00:00.000Z, read 2026-03-05T12:00:00.000Z: accepted are PT720H before to PT10M after
          "new_process":                         | "NEW_PROCESS":        | unknown_type: "events" has a member "NEW_PROCESS", which is not new_process or network_connection
          "cmdl":"whoami"                        | "cmdl":["whoami"]     | malformed_member: "events.new_process[0].cmdl" is an array, not a string of at most 131072 characters
          "cmdl":"",                             | "c":"",               | missing_member: "events.new_process[1].cmdl" is missing
          "user":"é"                             | "user":""             | malformed_member: "events.new_process[1].user" is "", not a string of 1 to 256 characters
          {"cmdl":"","user":"é"}                 | null                  | malformed_member: "events.new_process[1]" is of type null, not an object
          "192.168.0.1"                          | "192.168.0.256"       | malformed_member: "events.network_connection[0].source_ip" is "192.168.0.256", not an IPv4 or IPv6 address such as 192.0.2.7 or 2001:db8::7
          "2001:db8::7"                          | "example.com"         | malformed_member: "events.network_connection[0].destination_ip" is "example.com", not an IPv4 or IPv6 address such as 192.0.2.7 or 2001:db8::7
          443}                                   | 0}                    | malformed_member: "events.network_connection[0].destination_port" is the number "0", not a whole number from 1 to 65535
          443}                                   | 65536}                | malformed_member: "events.network_connection[0].destination_port" is the number "65536", not a whole number from 1 to 65535
          443}                                   | 443.0}                | malformed_member: "events.network_connection[0].destination_port" is the number "443.0", not a whole number from 1 to 65535
          443}                                   | 1e999999999}          | malformed_member: "events.network_connection[0].destination_port" is the number "1e999999999", not a whole number from 1 to 65535
          443}                                   | "443"}                | malformed_member: "events.network_connection[0].destination_port" is "443", not a whole number from 1 to 65535
          "user":"root"                          | "user":"r","user":"q" | duplicate_member: the member "user" appears twice in one object, not once
          "user":"root"                          | "user":"\\ud800"      | not_utf8: an escape in "?" is half of a surrogate pair
          }}                                     | }                     | not_json: syntax error
          """)
  void whatIsWrongIsNamedWithItsPlaceAndWhatWouldDo(String sound, String wrong, String refusal) {
    assertThat(GOOD).contains(sound);
    assertThat(refusal(GOOD.replace(sound, wrong))).startsWith(refusal);
    assertThat(refusal(base64(GOOD.replace(sound, wrong)))).startsWith(refusal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                | missing_member: "events" holds no event, but at least 1 is needed
          {"new_process":[],"network_connection":[]}        | missing_member: "events" holds no event, but at least 1 is needed
          []                                                | malformed_member: "events" is an array, not an object of arrays
          {"new_process":{"cmdl":"x","user":"y"}}           | malformed_member: "events.new_process" is of type object, not an array of objects
          {"new_process":[1,2,3,4,5,6]}                     | too_many_events: more than 5 events, the most that one submission may hold
          """)
  void eventsMustBeArraysOfSomeButNotTooMany(String events, String refusal) {
    String body = GOOD.substring(0, GOOD.indexOf("\"events\":")) + "\"events\":" + events + "}";
    assertThat(refusal(body)).isEqualTo(refusal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ` `                      | not_json: nothing but white space
          [1]                      | wrong_root: the root is no object, which a submission is
          "text"                   | wrong_root: the root is no object, which a submission is
          hello                    | not_json: neither a JSON object nor base64 of one: Last unit does not have enough valid bits
          aGVsbG8=                 | not_json: syntax error at character 0
          /////w==                 | not_utf8: the bytes are not UTF-8 text
          hello, world             | not_json: syntax error at character 0
          """)
  void whatIsNoObjectIsRefusedWhateverItsCoding(String body, String refusal) {
    assertThat(refusal(body)).isEqualTo(refusal);
  }

  @Test
  void sizesAreBounded() {
    assertThat(refusal(GOOD.replace("whoami", "x".repeat(1_000))))
        .matches(
            "item_too_large: \"events.new_process\\[0]\" makes an event of 1\\d{3} bytes; at most"
                + " 1000 are taken");
    assertThat(refusal(GOOD + " ".repeat(100_000)))
        .matches("record_too_large: 100\\d{3} bytes; at most 100000 are taken");
    assertThat(refusal(GOOD.replace("\"é\"", "\"" + "u".repeat(257) + "\"")))
        .contains("not a string of 1 to 256 characters");
  }

  @Test
  void aWaitInTheQueueNeverMakesAFutureTimeGoodButMayMakeAPastTimeBad() {
    Instant created = Instant.parse("2026-03-05T11:49:51.260Z");
    Instant tooEarly = created.minus(Duration.ofMinutes(10)).minusMillis(1);
    assertThat(refusal(reader.read(GOOD, tooEarly, NOW))).startsWith("event_time_out_of_range");
    Instant tooLate = created.plus(Duration.ofDays(30)).plusMillis(1);
    assertThat(refusal(reader.read(GOOD, NOW, tooLate))).startsWith("event_time_out_of_range");
    assertThat(reader.read(GOOD, NOW, tooLate.minusMillis(1))).isInstanceOf(Reading.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"a\":NaN,", "\"a\":{},\"a\":{},"})
  void aRefusalStillTellsOfWhichSubmissionItIs(String broken) {
    String body = GOOD.replace("\"time_created\"", broken + "\"time\"");
    var refused = (Reading.Refused) read(base64(body));
    assertThat(refused.traces())
        .isEqualTo(new Traces(ID, UUID.fromString("154ef306-1111-4222-8333-444455556666")));
    assertThat(new String(refused.text(), StandardCharsets.UTF_8)).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "x", "{\"submission_id\":5}", "{\"submission_id\":\"5\"}", "{"})
  void whatSaysNothingOfItselfHasNoTraces(String body) {
    assertThat(((Reading.Refused) read(body)).traces()).isEqualTo(new Traces(null, null));
  }
}
