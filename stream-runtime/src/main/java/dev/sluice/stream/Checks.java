package dev.sluice.stream;

import java.time.Duration;

/// Checks of settings, whose messages name what was found and what would have been accepted.
final class Checks {
  private Checks() {}

  static void atLeast(String name, Duration value, Duration least) {
    if (value.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "%s is %s, must be at least %s".formatted(name, value, least));
    }
  }

  static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + value + ", must be at least " + least);
    }
  }

  static void atMost(String name, Duration value, Duration most) {
    if (value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "%s is %s, must be at most %s".formatted(name, value, most));
    }
  }
}
