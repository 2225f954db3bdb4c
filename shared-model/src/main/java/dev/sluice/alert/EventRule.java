package dev.sluice.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.field.EventField;
import dev.sluice.model.Event;

/// A rule that each event of a type is judged by, per device and in the order of its events. An
/// event that lacks the field, or holds there what the rule does not look at, changes nothing.
public sealed interface EventRule extends Rule permits ThresholdRule, RateRule, ValueSetRule {
  String eventType();

  EventField field();

  /// Judges an event that is not older than those judged before. Depends on nothing else.
  ///
  /// @param value what the event has in the field; missing where it has nothing
  Judgement judge(RuleState state, Event event, JsonNode value);
}
