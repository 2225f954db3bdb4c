package dev.sluice.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Reads `sluice.rules`, the same for the consumer, which judges by them, and the query API, which
/// lists them. Each is a map with a `name`, a `type` and what that type takes:
///
/// | type | takes |
/// |---|---|
/// | `threshold` | `event-type`, `field`, `above` with maybe `clear-below`, or `below` with maybe `clear-above`; maybe `for`, a duration |
/// | `rate` | `event-type`, `field`, `per`, a duration, and a limit of the change per that time as above |
/// | `value-set` | `event-type`, `field`, `one-of` or `none-of`, a list |
/// | `silence` | `after`, a duration |
/// | `rejected-share` | `event-type`, `above`, a share; maybe `window`, whole minutes, and `at-least`, events |
///
/// Every mistake is an [IllegalArgumentException] that names the property, the value and what is
/// accepted.
public final class RuleConfiguration {
  public static final String PROPERTY = "sluice.rules";

  private static final List<String> TYPES =
      List.of("threshold", "rate", "value-set", "silence", "rejected-share");

  private RuleConfiguration() {}

  /// @param rules as configured
  public static Rules read(List<? extends Map<String, ?>> rules) {
    if (rules.size() > Rules.MAX) {
      throw new IllegalArgumentException(
          "%s has %d rules, which is not at most %d".formatted(PROPERTY, rules.size(), Rules.MAX));
    }
    List<Rule> read = new ArrayList<>(rules.size());
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < rules.size(); i++) {
      RuleProperties properties = new RuleProperties(PROPERTY + "[" + i + "]", rules.get(i));
      Rule rule = rule(properties);
      properties.refuseOthers();
      if (!names.add(rule.name())) {
        throw properties.mistake("name", "is the name of a rule before it; each needs its own");
      }
      read.add(rule);
    }
    return new Rules(read);
  }

  private static Rule rule(RuleProperties properties) {
    String name = properties.text("name", Rule::isName, Rule.NAME_RULE);
    String type = properties.text("type", TYPES::contains, "one of " + String.join(", ", TYPES));
    return switch (type) {
      case "threshold" ->
          new ThresholdRule(
              name,
              properties.eventType(),
              properties.field(),
              properties.limit(),
              properties.lasting());
      case "rate" ->
          new RateRule(
              name,
              properties.eventType(),
              properties.field(),
              properties.duration("per"),
              properties.limit());
      case "value-set" -> valueSet(name, properties);
      case "silence" -> new SilenceRule(name, properties.minutesAtLeast("after"));
      default ->
          new RejectedShareRule(
              name,
              properties.eventTypeOrUnknown(),
              properties.share("above"),
              properties.wholeMinutes("window"),
              properties.count("at-least"));
    };
  }

  private static Rule valueSet(String name, RuleProperties properties) {
    boolean forbidden = properties.eitherOf("one-of", "none-of").equals("one-of");
    return new ValueSetRule(
        name,
        properties.eventType(),
        properties.field(),
        forbidden,
        properties.values(forbidden ? "one-of" : "none-of"));
  }
}
