package dev.sluice.alert;

import java.util.regex.Pattern;

/// What is expected of devices, or of a type of events. Breaking it raises an alert, keeping it
/// again clears that. Configured by [RuleConfiguration].
public sealed interface Rule permits EventRule, SilenceRule, RejectedShareRule {
  /// What to tell somebody whose name of a rule is none.
  String NAME_RULE = "1 to 64 of A-Z a-z 0-9 . _ -";

  /// Unique among all rules; part of the identity of alerts, so a renamed rule is another one.
  String name();

  /// What breaks it, as a sentence.
  String text();

  /// As it is written in configuration: `threshold`.
  default String type() {
    return switch (this) {
      case ThresholdRule _ -> "threshold";
      case RateRule _ -> "rate";
      case ValueSetRule _ -> "value-set";
      case SilenceRule _ -> "silence";
      case RejectedShareRule _ -> "rejected-share";
    };
  }

  static boolean isName(String text) {
    return Names.PATTERN.matcher(text).matches();
  }

  /// Keeps the pattern out of the interface's members.
  final class Names {
    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private Names() {}
  }
}
