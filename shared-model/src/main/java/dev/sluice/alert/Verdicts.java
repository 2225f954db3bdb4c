package dev.sluice.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.model.Event;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes the alerts that events raise and clear.
final class Verdicts {
  private static final int MAX_VALUE = 200;

  private Verdicts() {}

  static Judgement raise(
      Rule rule, RuleState state, Event event, @Nullable JsonNode value, String detail) {
    Alert alert = alert(rule, AlertState.RAISED, event, json(value), detail, null);
    return new Judgement(state.raised(alert.alertKey()), alert);
  }

  static Judgement clear(
      Rule rule, RuleState state, Event event, @Nullable JsonNode value, String detail) {
    UUID raised = Objects.requireNonNull(state.raisedKey());
    return new Judgement(
        state.quiet(), alert(rule, AlertState.CLEARED, event, json(value), detail, raised));
  }

  static Alert alert(
      Rule rule,
      AlertState state,
      Event event,
      @Nullable String value,
      String detail,
      @Nullable UUID raisedKey) {
    return new Alert(
        Alert.key(rule.name(), event.deviceId(), event.eventId().toString()),
        rule.name(),
        state,
        event.deviceId(),
        event.eventType(),
        event.receivedTime(),
        new Alert.Trigger(event.eventId(), event.eventTime()),
        value,
        detail,
        raisedKey);
  }

  /// What is too long to be looked at is in the event.
  private static @Nullable String json(@Nullable JsonNode value) {
    String text = value == null ? null : value.toString();
    return text == null || text.length() > MAX_VALUE ? null : text;
  }
}
