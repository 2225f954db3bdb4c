package dev.sluice.simulator;

/// The shares of sends, each in [0, 1], that are no fresh event; the rest is fresh.
public record Shares(double duplicates, double collisions, double malformed, double late) {
  public static final Shares ALL_FRESH = new Shares(0, 0, 0, 0);

  public Shares {
    share("duplicates", duplicates);
    share("collisions", collisions);
    share("malformed", malformed);
    share("late", late);
    double sum = duplicates + collisions + malformed + late;
    if (sum > 1) {
      throw new IllegalArgumentException(
          "shares of duplicates, collisions, malformed and late sum up to "
              + sum
              + "; at most 1 is possible, as in 0.05, 0.01, 0.02 and 0.01");
    }
  }

  private static void share(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "share of " + name + " " + value + " is not in 0 to 1; 0.05 is five of a hundred");
    }
  }

  enum Choice {
    FRESH,
    DUPLICATE,
    COLLISION,
    MALFORMED,
    LATE
  }

  /// @param draw uniform in [0, 1)
  Choice choose(double draw) {
    if (draw < duplicates) {
      return Choice.DUPLICATE;
    }
    if (draw < duplicates + collisions) {
      return Choice.COLLISION;
    }
    if (draw < duplicates + collisions + malformed) {
      return Choice.MALFORMED;
    }
    return draw < duplicates + collisions + malformed + late ? Choice.LATE : Choice.FRESH;
  }
}
