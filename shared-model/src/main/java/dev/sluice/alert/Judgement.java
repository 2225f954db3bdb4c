package dev.sluice.alert;

import org.jspecify.annotations.Nullable;

/// What an event did to the state of a rule.
///
/// @param alert null when it neither raised nor cleared one
public record Judgement(RuleState after, @Nullable Alert alert) {
  static Judgement of(RuleState after) {
    return new Judgement(after, null);
  }
}
