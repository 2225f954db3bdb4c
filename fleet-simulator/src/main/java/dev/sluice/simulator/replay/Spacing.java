package dev.sluice.simulator.replay;

/// How far apart replayed readings are.
public sealed interface Spacing {

  /// As recorded, or so many times faster.
  record Recorded(double speed) implements Spacing {
    public Recorded {
      if (!(speed > 0) || Double.isInfinite(speed)) {
        throw new IllegalArgumentException("speed " + speed + " is not above 0; 10x is accepted");
      }
    }
  }

  /// Evenly, so many a second.
  record Even(double perSecond) implements Spacing {
    public Even {
      if (!(perSecond > 0 && perSecond <= 1_000_000)) {
        throw new IllegalArgumentException(
            "rate " + perSecond + " is not above 0 and at most 1000000 readings a second");
      }
    }
  }

  /// Reads `10x`, `0.5x`.
  static Recorded parseSpeed(String text) {
    if (!text.matches("\\d{1,9}(\\.\\d{1,9})?x")) {
      throw new IllegalArgumentException("speed \"" + text + "\" is not a number and x, as in 10x");
    }
    return new Recorded(Double.parseDouble(text.substring(0, text.length() - 1)));
  }
}
