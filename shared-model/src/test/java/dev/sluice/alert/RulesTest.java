package dev.sluice.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Event;
import dev.sluice.model.Source;
import dev.sluice.quality.Findings;
import dev.sluice.quality.Outcome;
import dev.sluice.quality.QualityCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RulesTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final List<String> story = new ArrayList<>();
  private DeviceStanding standing = DeviceStanding.unknown("d1", "temperature");
  private int sent;

  private static Rules rule(Object... more) {
    Map<String, Object> rule = new HashMap<>();
    rule.put("name", "r");
    rule.put("event-type", "temperature");
    rule.put("field", "/payload/x");
    for (int i = 0; i < more.length; i += 2) {
      rule.put((String) more[i], more[i + 1]);
    }
    return RuleConfiguration.read(List.of(rule));
  }

  private static Event event(int id, int second, String x) {
    return new Event(
        new UUID(0, id),
        "d1",
        "temperature",
        null,
        START.plusSeconds(second),
        START.plusSeconds(1_000 + id),
        "{\"x\":" + x + "}",
        Source.ADAPTER_EVENT);
  }

  /// Notes what an event raises or clears: `raised 31 at 10`.
  private void send(Rules rules, int second, String x) {
    Event event = event(++sent, second, x);
    DeviceStanding.Step step =
        standing.next(rules.of("temperature"), event, "p%03d".formatted(sent));
    standing = step.after();
    for (Alert alert : step.alerts()) {
      story.add(alert.state().text() + " " + alert.value() + " at " + second);
    }
  }

  @Test
  void aThresholdRaisesOnceAndClearsOnlyBelowItsHysteresis() {
    Rules rules = rule("type", "threshold", "above", 30, "clear-below", 28);
    send(rules, 1, "30");
    send(rules, 2, "30.1");
    send(rules, 3, "35");
    send(rules, 4, "29");
    send(rules, 5, "28");
    send(rules, 6, "27.9");
    send(rules, 7, "31");
    assertThat(story).containsExactly("raised 30.1 at 2", "cleared 27.9 at 6", "raised 31 at 7");
  }

  @Test
  void withoutHysteresisTheBoundItselfClears() {
    Rules rules = rule("type", "threshold", "below", -5);
    send(rules, 1, "-5.01");
    send(rules, 2, "-5");
    assertThat(story).containsExactly("raised -5.01 at 1", "cleared -5 at 2");
  }

  @Test
  void aMinimumDurationCountsByEventTimeAndStartsAgainAfterABreak() {
    Rules rules = rule("type", "threshold", "above", 30, "for", "PT10S");
    send(rules, 0, "31");
    send(rules, 9, "31");
    send(rules, 9, "30");
    send(rules, 10, "31");
    send(rules, 15, "32");
    send(rules, 20, "33");
    assertThat(story).containsExactly("raised 33 at 20");
  }

  @Test
  void whatIsNoNumberChangesNothing() {
    Rules rules = rule("type", "threshold", "above", 30);
    send(rules, 1, "31");
    send(rules, 2, "null");
    send(rules, 3, "\"12\"");
    send(rules, 4, "1e400");
    assertThat(story).containsExactly("raised 31 at 1");
  }

  @Test
  void anEventThatIsLateOrWasJudgedChangesNothing() {
    Rules rules = rule("type", "threshold", "above", 30);
    send(rules, 10, "20");
    DeviceStanding before = standing;
    send(rules, 9, "40");
    assertThat(standing).isSameAs(before);
    assertThat(standing.next(rules.of("temperature"), event(99, 11, "40"), "p001").after())
        .isSameAs(before);
    assertThat(story).isEmpty();
  }

  @Test
  void aRateGoesByTheChangeBetweenTwoEvents() {
    Rules rules = rule("type", "rate", "per", "PT1M", "above", 5);
    send(rules, 0, "10");
    send(rules, 60, "15");
    send(rules, 120, "20.1");
    send(rules, 120, "99");
    send(rules, 150, "23.1");
    send(rules, 180, "23");
    assertThat(story).containsExactly("raised 20.1 at 120", "cleared 23 at 180");
    assertThat(standing.byRule().get("r"))
        .isEqualTo(
            new RuleState(
                null,
                null,
                new RuleState.Sample(START.plusSeconds(180), new java.math.BigDecimal("23"))));
  }

  @Test
  void aFallIsANegativeChange() {
    Rules rules = rule("type", "rate", "per", "PT1M", "below", -5);
    send(rules, 0, "10");
    send(rules, 30, "7");
    send(rules, 90, "7");
    assertThat(story).containsExactly("raised 7 at 30", "cleared 7 at 90");
  }

  @Test
  void valuesAreForbiddenOrAllAreButSome() {
    Rules oneOf = rule("type", "value-set", "one-of", List.of("failed", 1));
    send(oneOf, 1, "\"ok\"");
    send(oneOf, 2, "1.0");
    send(oneOf, 3, "\"failed\"");
    send(oneOf, 4, "{}");
    send(oneOf, 5, "\"ok\"");
    assertThat(story).containsExactly("raised 1.0 at 2", "cleared \"ok\" at 5");
    story.clear();
    Rules noneOf = rule("type", "value-set", "none-of", List.of(true));
    send(noneOf, 6, "true");
    send(noneOf, 7, "false");
    send(noneOf, 8, "true");
    assertThat(story).containsExactly("raised false at 7", "cleared true at 8");
  }

  @Test
  void aClearedAlertNamesTheOneThatWasRaisedAndEachHasTheKeyOfItsEvent() {
    Rules rules = rule("type", "threshold", "above", 30);
    DeviceStanding.Step raised = standing.next(rules.of("temperature"), event(1, 1, "31"), "p1");
    DeviceStanding.Step cleared =
        raised.after().next(rules.of("temperature"), event(2, 2, "29"), "p2");
    Alert first = raised.alerts().getFirst();
    Alert second = cleared.alerts().getFirst();
    assertThat(first.alertKey()).isEqualTo(Alert.key("r", "d1", new UUID(0, 1).toString()));
    assertThat(first.detail()).isEqualTo("/payload/x is 31, above 30");
    assertThat(second.raisedKey()).isEqualTo(first.alertKey());
    assertThat(second.detail()).isEqualTo("/payload/x is 29, not above 30 again");
    assertThat(second.receivedTime()).isEqualTo(START.plusSeconds(1_002));
  }

  @Test
  void aLongValueIsLeftOutAndCutInTheSentence() {
    Rules rules = rule("type", "value-set", "none-of", List.of("ok"));
    DeviceStanding.Step step =
        standing.next(rules.of("temperature"), event(1, 1, "\"" + "😀".repeat(5_000) + "\""), "p1");
    Alert alert = step.alerts().getFirst();
    assertThat(alert.value()).isNull();
    assertThat(alert.detail()).hasSizeLessThan(150).contains("😀…, none of \"ok\"");
  }

  @Test
  void silenceIsTheSameAlertForWhoeverJudgesItWheneverOfOneLastMinute() {
    SilenceRule rule = new SilenceRule("silent", Duration.ofMinutes(10));
    Alert one = rule.raised("d1", START.plusSeconds(5));
    assertThat(rule.raised("d1", START.plusSeconds(59))).isEqualTo(one);
    assertThat(one.receivedTime()).isEqualTo(START.plusSeconds(11 * 60));
    assertThat(rule.lastSilentMinute(START.plusSeconds(11 * 60 - 1))).isBefore(START);
    assertThat(rule.lastSilentMinute(START.plusSeconds(11 * 60))).isEqualTo(START);
    assertThat(rule.cleared(event(1, 1, "1"), START).raisedKey()).isEqualTo(one.alertKey());
  }

  @Test
  void aShareOfRejectedEventsRaisesOnceAndClearsWhenItIsNoLongerAbove() {
    RejectedShareRule rule =
        (RejectedShareRule)
            RuleConfiguration.read(
                    List.of(
                        Map.of(
                            "name", "many",
                            "type", "rejected-share",
                            "event-type", "temperature",
                            "above", 0.25,
                            "at-least", 4)))
                .all()
                .getFirst();
    RejectedShareRule.Standing standing = new RejectedShareRule.Standing(START, null);
    standing = judged(rule, standing, 1, counts(0, 3), "");
    standing = judged(rule, standing, 2, counts(3, 1), "");
    UUID raised =
        Objects.requireNonNull(
            judged(
                    rule,
                    standing,
                    3,
                    counts(2, 2),
                    "raised: 2 of 4 events of temperature were"
                        + " rejected within PT5M, above 0.25")
                .raisedKey());
    standing = new RejectedShareRule.Standing(START.plusSeconds(180), raised);
    standing = judged(rule, standing, 4, counts(0, 9), "");
    judged(
        rule,
        standing,
        5,
        counts(0, 0),
        "cleared: 0 of 0 events of temperature were" + " rejected within PT5M, not above 0.25");
  }

  private static RejectedShareRule.Standing judged(
      RejectedShareRule rule,
      RejectedShareRule.Standing before,
      int minute,
      QualityCounts counts,
      String alert) {
    RejectedShareRule.Ruling ruling = rule.judge(before, START.plusSeconds(60L * minute), counts);
    Alert made = ruling.alert();
    assertThat(made == null ? "" : made.state().text() + ": " + made.detail()).isEqualTo(alert);
    return ruling.after();
  }

  private static QualityCounts counts(int stored, int rejected) {
    QualityCounts counts = QualityCounts.NONE;
    Findings findings = new Findings("temperature", Set.of(), Set.of());
    for (int i = 0; i < stored; i++) {
      counts = counts.plus(findings, Outcome.STORED);
    }
    for (int i = 0; i < rejected; i++) {
      counts = counts.plus(findings, Outcome.REJECTED);
    }
    return counts;
  }
}
