package dev.sluice.alert;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A bound that numbers are to stay on one side of, and how far they have to come back.
///
/// @param clear null: any number that does not break the limit keeps it
public record Limit(Side side, BigDecimal bound, @Nullable BigDecimal clear) {
  /// Where numbers must not be.
  public enum Side {
    ABOVE("above", "below"),
    BELOW("below", "above");

    private final String text;
    private final String other;

    Side(String text, String other) {
      this.text = text;
      this.other = other;
    }

    public String text() {
      return text;
    }

    /// What configuration calls the number that clears: `clear-below`.
    String clearName() {
      return "clear-" + other;
    }
  }

  /// @throws IllegalArgumentException when a number could break the limit and clear it at once
  public Limit {
    if (clear != null && compared(side, clear, bound) > 0) {
      throw new IllegalArgumentException(
          "\"%s\" is not at %s %s, where the alert is raised %s it"
              .formatted(clear, side == Side.ABOVE ? "most" : "least", bound, side.text()));
    }
  }

  boolean isBroken(BigDecimal number) {
    return compared(side, number, bound) > 0;
  }

  boolean isKept(BigDecimal number) {
    return clear == null ? !isBroken(number) : compared(side, number, clear) < 0;
  }

  /// Positive when the number lies beyond the bound.
  private static int compared(Side side, BigDecimal number, BigDecimal bound) {
    int order = number.compareTo(bound);
    return side == Side.ABOVE ? order : -order;
  }

  /// `above 30`
  String broken() {
    return side.text() + " " + bound.toPlainString();
  }

  /// `below 28`, or `not above 30`
  String kept() {
    return clear == null ? "not " + broken() : side.other + " " + clear.toPlainString();
  }
}
