package dev.sluice.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.field.EventField;
import dev.sluice.field.Payloads;
import dev.sluice.model.Event;
import dev.sluice.model.Timestamps;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/// Numbers are to stay on one side of a bound.
///
/// @param lasting for how long, by event time and without a break, they must be beyond it to raise
///   an alert; zero: at once
public record ThresholdRule(
    String name, String eventType, EventField field, Limit limit, Duration lasting)
    implements EventRule {

  @Override
  public Judgement judge(RuleState state, Event event, JsonNode value) {
    return Payloads.number(value)
        .map(number -> judge(state, event, value, number))
        .orElseGet(() -> Judgement.of(state));
  }

  private Judgement judge(RuleState state, Event event, JsonNode value, BigDecimal number) {
    if (state.isRaised()) {
      return limit.isKept(number)
          ? Verdicts.clear(this, state, event, value, found(value) + limit.kept() + " again")
          : Judgement.of(state);
    }
    if (!limit.isBroken(number)) {
      return Judgement.of(state.quiet());
    }
    Instant since = state.brokenSince() == null ? event.eventTime() : state.brokenSince();
    if (event.eventTime().isBefore(since.plus(lasting))) {
      return Judgement.of(state.brokenSince(since));
    }
    String lasted = lasting.isZero() ? "" : " since " + Timestamps.format(since);
    return Verdicts.raise(this, state, event, value, found(value) + limit.broken() + lasted);
  }

  private String found(JsonNode value) {
    return field + " is " + Values.shown(value) + ", ";
  }

  @Override
  public String text() {
    return "%s of %s is %s%s; clears when it is %s"
        .formatted(
            field,
            eventType,
            limit.broken(),
            lasting.isZero() ? "" : " for " + lasting,
            limit.kept());
  }
}
