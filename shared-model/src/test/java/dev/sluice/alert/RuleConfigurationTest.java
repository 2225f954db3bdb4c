package dev.sluice.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.field.EventField;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleConfigurationTest {
  private static final Map<String, Object> THRESHOLD =
      Map.of(
          "name", "too-hot",
          "type", "threshold",
          "event-type", "temperature",
          "field", "/payload/celsius",
          "above", 30,
          "clear-below", "28.5",
          "for", "PT1M");
  private static final Map<String, Object> RATE =
      Map.of(
          "name", "falls",
          "type", "rate",
          "event-type", "temperature",
          "field", "/payload/celsius",
          "per", "PT1M",
          "below", -5);
  private static final Map<String, Object> VALUE_SET =
      Map.of(
          "name", "bad-state",
          "type", "value-set",
          "event-type", "status",
          "field", "/payload/state",
          "one-of", List.of("failed", 1, true));
  private static final Map<String, Object> SILENCE =
      Map.of("name", "silent", "type", "silence", "after", "PT10M");
  private static final Map<String, Object> SHARE =
      Map.of("name", "many", "type", "rejected-share", "event-type", "temperature", "above", 0.2);

  @Test
  void everyTypeOfRuleIsRead() {
    Rules rules = RuleConfiguration.read(List.of(THRESHOLD, RATE, VALUE_SET, SILENCE, SHARE));
    EventField celsius = new EventField("/payload/celsius");
    Limit hot = new Limit(Limit.Side.ABOVE, new BigDecimal("30"), new BigDecimal("28.5"));
    Limit fall = new Limit(Limit.Side.BELOW, new BigDecimal("-5"), null);
    assertThat(rules.all())
        .containsExactly(
            new ThresholdRule("too-hot", "temperature", celsius, hot, Duration.ofMinutes(1)),
            new RateRule("falls", "temperature", celsius, Duration.ofMinutes(1), fall),
            new ValueSetRule(
                "bad-state",
                "status",
                new EventField("/payload/state"),
                true,
                Set.of("\"failed\"", "1E0", "true")),
            new SilenceRule("silent", Duration.ofMinutes(10)),
            new RejectedShareRule(
                "many", "temperature", new BigDecimal("0.2"), Duration.ofMinutes(5), 1));
    assertThat(rules.of("temperature")).extracting(Rule::name).containsExactly("too-hot", "falls");
    assertThat(rules.of("other")).isEmpty();
    assertThat(rules.silences()).hasSize(1);
    assertThat(rules.rejectedShares()).hasSize(1);
  }

  @Test
  void eachSaysWhatBreaksIt() {
    assertThat(RuleConfiguration.read(List.of(THRESHOLD, RATE, VALUE_SET, SILENCE, SHARE)).all())
        .extracting(Rule::text)
        .containsExactly(
            "/payload/celsius of temperature is above 30 for PT1M; clears when it is below 28.5",
            "/payload/celsius of temperature changes by a number below -5 per PT1M; clears when"
                + " that is not below -5",
            "/payload/state of status is one of \"failed\", 1E0, true",
            "no event of a device for PT10M; clears with the next event",
            "of at least 1 events of temperature within PT5M, a share above 0.2 is rejected");
  }

  private static void refused(Map<String, Object> rule, String name, Object value, String message) {
    Map<String, Object> changed = new HashMap<>(rule);
    if (value.equals("(none)")) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    assertThatThrownBy(() -> RuleConfiguration.read(List.of(SILENCE, changed)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("sluice.rules[1]")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name | (none) | .name is missing: 1 to 64 of A-Z a-z 0-9 . _ - is needed",
        "name | a b | .name \"a b\" is not 1 to 64 of A-Z a-z 0-9 . _ -",
        "name | silent | .name \"silent\" is the name of a rule before it",
        "type | hot | .type \"hot\" is not one of threshold, rate, value-set, silence",
        "event-type | (none) | .event-type is missing: an event type",
        "event-type | a:b | .event-type \"a:b\" is not an event type, 1 to 64 of",
        "field | /celsius | .field \"/celsius\" is not a JSON Pointer into the payload such as",
        "above | (none) | has neither above nor below; exactly one is needed",
        "above | warm | .above \"warm\" is not a number such as 30",
        "above | 1e95 | .above \"1e95\" is not a number such as 30",
        "below | 3 | has both above and below; exactly one is needed",
        "clear-below | 31 | .clear-below \"31\" is not at most 30, where the alert is raised above",
        "clear-above | 31 | .clear-above \"31\" is no property of this type of rule; accepted:",
        "for | -PT1S | .for \"-PT1S\" is not a duration from PT0S to PT744H, such as PT10M",
        "for | 1 minute | .for \"1 minute\" is not a duration",
        "for | P40D | .for \"P40D\" is not a duration",
        "fro | PT1M | .fro \"PT1M\" is no property of this type of rule; accepted: above",
      })
  void aMistakeInAThresholdIsNamed(String name, String value, String message) {
    refused(THRESHOLD, name, value, message);
  }

  @Test
  void mistakesInOtherRulesAreNamed() {
    refused(RATE, "per", "PT0S", ".per \"PT0S\" is not a duration from PT0.001S");
    refused(RATE, "clear-above", "-6", ".clear-above \"-6\" is not at least -5");
    refused(VALUE_SET, "one-of", List.of(), ".one-of \"[]\" is not a list of 1 to 100 texts");
    refused(VALUE_SET, "none-of", List.of("a"), "both one-of and none-of; exactly one is needed");
    refused(VALUE_SET, "one-of", List.of(List.of()), ".one-of \"[[]]\" is not a list");
    refused(VALUE_SET, "one-of", List.of("x".repeat(129)), ".one-of \"[xxx");
  }

  @Test
  void timedRulesAreBounded() {
    Map<String, Object> silence = new HashMap<>(SILENCE);
    silence.put("name", "s2");
    refused(silence, "after", "PT59S", ".after \"PT59S\" is not a duration from PT1M to PT744H");
    refused(SHARE, "above", "1", ".above \"1\" is not a share from 0 to below 1");
    refused(SHARE, "window", "PT90S", ".window \"PT90S\" is not whole minutes");
    refused(SHARE, "window", "PT2H", ".window \"PT2H\" is not a duration from PT1M to PT1H");
    refused(SHARE, "at-least", "0", ".at-least \"0\" is not a count from 1");
    refused(SHARE, "event-type", "(other)", "or (unknown) for what has none");
  }

  @Test
  void rulesAreBoundedInNumber() {
    List<Map<String, Object>> many =
        IntStream.rangeClosed(0, Rules.MAX)
            .mapToObj(
                i -> Map.<String, Object>of("name", "r" + i, "type", "silence", "after", "PT1M"))
            .toList();
    assertThat(RuleConfiguration.read(many.subList(0, Rules.MAX)).all()).hasSize(100);
    assertThatThrownBy(() -> RuleConfiguration.read(many))
        .hasMessage("sluice.rules has 101 rules, which is not at most 100");
  }
}
