package dev.sluice.consumer.pipeline;

import static dev.sluice.consumer.pipeline.Records.json;
import static dev.sluice.consumer.pipeline.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.preprocess.PreprocessStep;
import dev.sluice.preprocess.Preprocessor;
import dev.sluice.quality.Findings;
import dev.sluice.wire.DecodeLimits;
import dev.sluice.wire.RecordDecoder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is found out about what devices send, refused or not.
class FindingsTest {
  private static final String GOOD = json(1);
  private static final String CLOUD =
      """
      {"specversion":"1.0","id":"7","source":"/s","type":"reading","subject":"d",\
      "time":"2026-03-01T12:00:00Z","data":{"v":1}}\
      """;
  private static final String NAMED =
      """
      {"event_uuid":"00000000-0000-4000-8000-000000000001","event_name":"account:created",\
      "created_at":"2026-03-01T12:00:00Z","plan":"free"}\
      """;

  private final BatchDecoder decoder =
      new BatchDecoder(
          new RecordDecoder(DecodeLimits.DEFAULT),
          new Preprocessor(EnumSet.allOf(PreprocessStep.class), Samples.RETENTION.window()),
          Samples.RETENTION);

  private BatchDecoder.DecodedBatch decode(String text) {
    return decoder.decode(List.of(record(1, text)).iterator(), TestShard.REF);
  }

  private Findings found(String text) {
    return decode(text).sightings().getFirst().findings();
  }

  private static String shown(Findings findings) {
    Set<String> shown = new TreeSet<>();
    findings.missing().forEach(member -> shown.add("no " + member.text()));
    findings.wrong().forEach(format -> shown.add("bad " + format.text()));
    return findings.eventType() + (shown.isEmpty() ? "" : ": " + String.join(", ", shown));
  }

  @Test
  void goodEventsOfEveryEnvelopeHaveNoDefects() {
    assertThat(shown(found(GOOD))).isEqualTo("t");
    assertThat(shown(found(CLOUD))).isEqualTo("reading");
    assertThat(shown(found(NAMED))).isEqualTo("account");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"id\":\"[^\"]*\",|''|t: no event_id",
        "\"id\":\"[^\"]*\"|\"id\":\"1\"|t: bad event_id",
        "\"event_type\":\"t\"|\"event_type\":null|(unknown): no event_type",
        "\"event_type\":\"t\"|\"event_type\":\"a b\"|(unknown): bad event_type",
        "\"event_type\":\"t\"|\"event_type\":\"t:ü\"|t: bad event_type",
        "\"device_id\":\"d\"|\"device_id\":7|t: bad device_id",
        "\"device_id\":\"d\"|\"device_id\":\"\"|t: bad device_id",
        "\"2026-[^\"]*\"|\"yesterday\"|t: bad event_time",
        "\"2026-[^\"]*\"|\"2027-01-01T00:00:00Z\"|t: bad event_time_window",
        "\"2026-[^\"]*\"|null|t: no event_time",
        "\\{\"reading\":1}|{}|t: no payload",
        "\\{\"reading\":1}|[1]|t: bad payload"
      })
  void eachDefectIsFound(String pattern, String replacement, String expected) {
    String text = GOOD.replaceFirst(pattern, replacement);
    assertThat(text).isNotEqualTo(GOOD);
    assertThat(shown(found(text))).isEqualTo(expected);
  }

  @Test
  void everyDefectOfARefusedEventIsFoundNotOnlyTheFirst() {
    String text =
        "{\"id\":1,\"event_type\":\"t\",\"device_id\":\"ü\",\"processing_timestamp\":\"x\","
            + "\"event_details\":{}}";
    assertThat(shown(found(text)))
        .isEqualTo("t: bad device_id, bad event_id, bad event_time, no payload");
    assertThat(decode(text).refused().getFirst().rejection().detail()).contains("\"id\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{bad|(unknown): bad json",
        "[1]|(unknown): bad json",
        "{\"a\":1,\"a\":1}|(unknown): bad json",
        "{\"a\":1}|(unknown): bad envelope",
        "{\"specversion\":\"0.3\",\"type\":\"reading\"}|reading: bad envelope",
        "{\"specversion\":null,\"type\":\"reading\"}|reading: bad envelope",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"r\",\"subject\":\"d\"}"
            + "|r: no event_id, no event_time, no payload",
        "{\"event_name\":\"a:b\",\"device_id\":{}}"
            + "|a: bad device_id, no event_id, no event_time, no payload"
      })
  void whatIsNoEventHasItsPlaceToo(String text, String expected) {
    assertThat(shown(found(text))).isEqualTo(expected);
  }

  @Test
  void everyLineIsSeenInOrder() {
    assertThat(
            decode(GOOD + "\n{bad\n" + json(2, "d", "u", 0, 1)).sightings().stream()
                .map(seen ->
                    seen.position().substring(seen.position().length() - 1)
                        + " "
                        + shown(seen.findings())))
        .containsExactly("0 t", "1 (unknown): bad json", "2 u");
  }

  /// What refuses an event is a defect, and what is stored has none but a missing payload.
  @Test
  void defectsAndRefusalsAgree() {
    long seed = System.nanoTime();
    System.out.println("seed of the mutations: " + seed);
    Random random = new Random(seed);
    List<String> good = List.of(GOOD, CLOUD, NAMED);
    List<String> values = List.of("null", "7", "\"\"", "\"ü\"", "[]", "{}", "\"1.0\"", "true");
    int refusals = 0;
    for (int round = 0; round < 5_000; round++) {
      String text = good.get(random.nextInt(good.size()));
      for (int i = random.nextInt(3); i >= 0; i--) {
        text = mutated(text, values.get(random.nextInt(values.size())), random);
      }
      BatchDecoder.DecodedBatch batch = decode(text);
      for (Sighting seen : batch.sightings()) {
        List<String> defects = new ArrayList<>();
        seen.findings().wrong().forEach(format -> defects.add(format.text()));
        seen.findings().missing().forEach(member -> defects.add(member.text()));
        boolean onlyEmpty = shown(seen.findings()).endsWith(": no payload");
        boolean refused = !batch.refused().isEmpty();
        refusals += refused ? 1 : 0;
        assertThat(refused).as("%s: %s", text, defects).isEqualTo(!defects.isEmpty() && !onlyEmpty);
      }
    }
    assertThat(refusals).isBetween(500, 4_900);
  }

  /// One value of the top level replaced.
  private static String mutated(String text, String value, Random random) {
    String[] names = {
      "id",
      "event_type",
      "device_id",
      "processing_timestamp",
      "event_details",
      "specversion",
      "source",
      "type",
      "subject",
      "time",
      "data",
      "event_uuid",
      "event_name",
      "created_at"
    };
    String name = names[random.nextInt(names.length)];
    return text.replaceFirst(
        "\"" + name + "\":(\"[^\"]*\"|\\{[^}]*}|\\w+)", "\"" + name + "\":" + value);
  }
}
