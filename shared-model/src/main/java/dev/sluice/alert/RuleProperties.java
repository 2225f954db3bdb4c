package dev.sluice.alert;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.field.EventField;
import dev.sluice.field.Payloads;
import dev.sluice.model.Names;
import dev.sluice.quality.Findings;
import dev.sluice.wire.CanonicalJson;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The properties of one rule, each taken once; what is left over is refused.
final class RuleProperties {
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final Duration LONGEST_WINDOW = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MAX_VALUES = 100;
  private static final int MAX_CHARACTERS = 128;
  private static final int MAX_DIGITS = 34;

  private final String path;
  private final Map<String, ?> given;
  private final Set<String> taken = new TreeSet<>();

  RuleProperties(String path, Map<String, ?> given) {
    this.path = path;
    this.given = new HashMap<>(given);
  }

  /// What to throw of a property that was given or is missing.
  IllegalArgumentException mistake(String name, String says) {
    Object value = given.get(name);
    String shown = value == null ? "is missing: " : "\"" + shortened(String.valueOf(value)) + "\" ";
    return new IllegalArgumentException(path + "." + name + " " + shown + says);
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() > MAX_CHARACTERS ? line.substring(0, MAX_CHARACTERS) + "…" : line;
  }

  private IllegalArgumentException isNot(String name, String accepted) {
    return mistake(name, given.get(name) == null ? accepted + " is needed" : "is not " + accepted);
  }

  private @Nullable Object take(String name) {
    taken.add(name);
    return given.get(name);
  }

  void refuseOthers() {
    for (String name : new TreeSet<>(given.keySet())) {
      if (!taken.contains(name)) {
        throw mistake(
            name, "is no property of this type of rule; accepted: " + String.join(", ", taken));
      }
    }
  }

  String text(String name, Predicate<String> accepts, String accepted) {
    Object value = take(name);
    // numbers too: YAML makes one of the name 42
    String text = value instanceof String || value instanceof Number ? value.toString() : null;
    if (text == null || !accepts.test(text)) {
      throw isNot(name, accepted);
    }
    return text;
  }

  String eventType() {
    return text("event-type", Names::isEventType, "an event type, " + Names.EVENT_TYPE_RULE);
  }

  String eventTypeOrUnknown() {
    return text(
        "event-type",
        type -> Names.isEventType(type) || type.equals(Findings.UNKNOWN_TYPE),
        "an event type, %s, or %s for what has none"
            .formatted(Names.EVENT_TYPE_RULE, Findings.UNKNOWN_TYPE));
  }

  EventField field() {
    String text = text("field", any -> true, EventField.RULE);
    try {
      return new EventField(text);
    } catch (IllegalArgumentException e) {
      throw isNot("field", EventField.RULE);
    }
  }

  /// Which of two is there; exactly one has to be.
  String eitherOf(String one, String other) {
    boolean hasOne = given.get(one) != null;
    boolean hasOther = given.get(other) != null;
    if (hasOne == hasOther) {
      throw new IllegalArgumentException(
          "%s has %s; exactly one is needed"
              .formatted(
                  path,
                  (hasOne ? "both " : "neither ") + one + (hasOne ? " and " : " nor ") + other));
    }
    return hasOne ? one : other;
  }

  Limit limit() {
    Limit.Side side =
        eitherOf("above", "below").equals("above") ? Limit.Side.ABOVE : Limit.Side.BELOW;
    BigDecimal bound = number(side.text());
    String clearName = side.clearName();
    BigDecimal clear = given.get(clearName) == null ? null : number(clearName);
    taken.add(clearName);
    try {
      return new Limit(side, bound, clear);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(path + "." + clearName + " " + e.getMessage(), e);
    }
  }

  private BigDecimal number(String name) {
    String accepted = "a number such as 30 or -1.5, of at most " + MAX_DIGITS + " digits";
    String text = text(name, any -> any.length() <= MAX_CHARACTERS, accepted);
    BigDecimal number;
    try {
      number = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw isNot(name, accepted);
    }
    if (number.precision() > MAX_DIGITS || Payloads.number(DecimalNode.valueOf(number)).isEmpty()) {
      throw isNot(name, accepted);
    }
    return number;
  }

  Duration lasting() {
    if (given.get("for") == null) {
      taken.add("for");
      return Duration.ZERO;
    }
    return duration("for", Duration.ZERO, LONGEST);
  }

  Duration duration(String name) {
    return duration(name, Duration.ofMillis(1), LONGEST);
  }

  Duration minutesAtLeast(String name) {
    return duration(name, MINUTE, LONGEST);
  }

  Duration wholeMinutes(String name) {
    if (given.get(name) == null) {
      taken.add(name);
      return Duration.ofMinutes(5);
    }
    Duration window = duration(name, MINUTE, LONGEST_WINDOW);
    if (window.toMillis() % MINUTE.toMillis() != 0) {
      throw isNot(name, "whole minutes from PT1M to PT1H");
    }
    return window;
  }

  private Duration duration(String name, Duration least, Duration most) {
    String accepted = "a duration from %s to %s, such as PT10M".formatted(least, most);
    String text = text(name, any -> any.length() <= MAX_CHARACTERS, accepted);
    try {
      Duration duration = Duration.parse(text);
      if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      throw isNot(name, accepted);
    }
    throw isNot(name, accepted);
  }

  BigDecimal share(String name) {
    BigDecimal share = number(name);
    if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) >= 0) {
      throw isNot(name, "a share from 0 to below 1, such as 0.2");
    }
    return share;
  }

  long count(String name) {
    if (given.get(name) == null) {
      taken.add(name);
      return 1;
    }
    String text = text(name, any -> any.matches("[0-9]{1,9}"), "a count from 1 to 999999999");
    if (Long.parseLong(text) == 0) {
      throw isNot(name, "a count from 1 to 999999999");
    }
    return Long.parseLong(text);
  }

  /// As canonical JSON.
  Set<String> values(String name) {
    String accepted =
        "a list of 1 to %d texts, numbers, true or false, of at most %d characters each"
            .formatted(MAX_VALUES, MAX_CHARACTERS);
    Object value = take(name);
    Collection<?> list =
        switch (value) {
          case Collection<?> many -> many;
          // as an environment variable gives it: texts with commas between
          case String texts -> List.of(texts.split(",", -1));
          case null, default -> List.of();
        };
    if (list.isEmpty() || list.size() > MAX_VALUES) {
      throw isNot(name, accepted);
    }
    Set<String> values = new TreeSet<>();
    for (Object one : list) {
      if (one == null || one.toString().length() > MAX_CHARACTERS) {
        throw isNot(name, accepted);
      }
      values.add(
          switch (one) {
            case String text -> CanonicalJson.of(TextNode.valueOf(text));
            case Boolean truth -> CanonicalJson.of(BooleanNode.valueOf(truth));
            case Number number ->
                CanonicalJson.of(DecimalNode.valueOf(new BigDecimal(number.toString())));
            default -> throw isNot(name, accepted);
          });
    }
    return values;
  }
}
