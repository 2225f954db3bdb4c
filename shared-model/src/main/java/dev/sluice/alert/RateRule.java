package dev.sluice.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.alert.RuleState.Sample;
import dev.sluice.field.EventField;
import dev.sluice.field.Payloads;
import dev.sluice.model.Event;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;

/// A number is not to change too fast from one event of a device to the next, by event time. Of
/// numbers at one and the same millisecond the first counts.
///
/// @param per the time that the limit is for
/// @param limit of the change per such time; a fall is negative
public record RateRule(String name, String eventType, EventField field, Duration per, Limit limit)
    implements EventRule {
  private static final MathContext SHOWN = new MathContext(6, RoundingMode.HALF_EVEN);

  @Override
  public Judgement judge(RuleState state, Event event, JsonNode value) {
    return Payloads.number(value)
        .map(number -> judge(state, event, value, new Sample(event.eventTime(), number)))
        .orElseGet(() -> Judgement.of(state));
  }

  private Judgement judge(RuleState state, Event event, JsonNode value, Sample now) {
    Sample before = state.sample();
    if (before == null) {
      return Judgement.of(state.with(now));
    }
    Duration passed = Duration.between(before.time(), now.time());
    if (!passed.isPositive()) {
      return Judgement.of(state);
    }
    BigDecimal change =
        now.value()
            .subtract(before.value(), MathContext.DECIMAL128)
            .multiply(BigDecimal.valueOf(per.toMillis()), MathContext.DECIMAL128)
            .divide(BigDecimal.valueOf(passed.toMillis()), MathContext.DECIMAL128);
    RuleState next = state.with(now);
    if (state.isRaised()) {
      return limit.isKept(change)
          ? Verdicts.clear(this, next, event, value, found(before, value, change, limit.kept()))
          : Judgement.of(next);
    }
    return limit.isBroken(change)
        ? Verdicts.raise(this, next, event, value, found(before, value, change, limit.broken()))
        : Judgement.of(next);
  }

  private String found(Sample before, JsonNode value, BigDecimal change, String where) {
    return "%s went from %s to %s, by %s per %s, %s"
        .formatted(field, shown(before.value()), Values.shown(value), shown(change), per, where);
  }

  private static String shown(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.round(SHOWN).stripTrailingZeros().toString();
  }

  @Override
  public String text() {
    return "%s of %s changes by a number %s per %s; clears when that is %s"
        .formatted(field, eventType, limit.broken(), per, limit.kept());
  }
}
