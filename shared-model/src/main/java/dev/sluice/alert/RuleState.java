package dev.sluice.alert;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a device stands with a rule.
///
/// @param brokenSince the event time from which on it has been broken without a break, while that
///   is not long enough to raise an alert; else null
/// @param raisedKey the key of the alert that is raised; null while none is
/// @param sample the number that the next one is compared with; null where none is
public record RuleState(
    @Nullable Instant brokenSince, @Nullable UUID raisedKey, @Nullable Sample sample) {
  public static final RuleState QUIET = new RuleState(null, null, null);

  /// A number and the event time at which it held.
  public record Sample(Instant time, BigDecimal value) {}

  boolean isRaised() {
    return raisedKey != null;
  }

  RuleState quiet() {
    return new RuleState(null, null, sample);
  }

  RuleState brokenSince(Instant time) {
    return new RuleState(time, null, sample);
  }

  RuleState raised(UUID key) {
    return new RuleState(null, key, sample);
  }

  RuleState with(Sample newest) {
    return new RuleState(brokenSince, raisedKey, newest);
  }
}
