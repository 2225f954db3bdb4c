package dev.sluice.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.field.EventField;
import dev.sluice.model.Event;
import dev.sluice.wire.CanonicalJson;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// A text, a number or a truth value is to be one of some, or none of them. Numbers are equal by
/// value: 1 is 1.0.
///
/// @param forbidden whether the values are those that raise an alert; else they are the ones that
///   do not
/// @param values as canonical JSON
public record ValueSetRule(
    String name, String eventType, EventField field, boolean forbidden, Set<String> values)
    implements EventRule {

  public ValueSetRule {
    SortedSet<String> sorted = new TreeSet<>(values);
    values = Collections.unmodifiableSortedSet(sorted);
  }

  @Override
  public Judgement judge(RuleState state, Event event, JsonNode value) {
    if (!value.isValueNode()) {
      return Judgement.of(state);
    }
    boolean broken = values.contains(CanonicalJson.of(value)) == forbidden;
    if (broken == state.isRaised()) {
      return Judgement.of(state);
    }
    String found = field + " is " + Values.shown(value) + ", ";
    return broken
        ? Verdicts.raise(
            this, state, event, value, found + (forbidden ? "one of" : "none of") + set())
        : Verdicts.clear(
            this, state, event, value, found + (forbidden ? "none of" : "one of") + set());
  }

  private String set() {
    String all = String.join(", ", values);
    return " " + (all.length() > 200 ? values.size() + " values" : all);
  }

  @Override
  public String text() {
    return "%s of %s is %s%s".formatted(field, eventType, forbidden ? "one of" : "none of", set());
  }
}
