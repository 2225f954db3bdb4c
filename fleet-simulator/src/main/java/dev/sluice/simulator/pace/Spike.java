package dev.sluice.simulator.pace;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A burst that comes again and again: `5x@30s/10s` is five times the rate, every 30 seconds, for
/// 10 seconds. The first begins one period after the start.
///
/// Written as `<factor>x@<period>/<length>`; the factor is a decimal above 0, the others are whole
/// numbers of `ms`, `s`, `m` or `h`, and the length is shorter than the period.
public record Spike(double factor, Duration period, Duration length) {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)x@([0-9a-z]+)/([0-9a-z]+)");
  private static final Duration LONGEST = Duration.ofHours(10_000);

  public Spike {
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException(
          "spike factor " + factor + " is not above 0" + Spike.example());
    }
    if (length.isNegative() || length.isZero() || length.compareTo(period) >= 0) {
      throw new IllegalArgumentException(
          "spike length " + length + " is not shorter than its period " + period + example());
    }
    if (period.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("spike period " + period + " is over " + LONGEST);
    }
  }

  /// @throws IllegalArgumentException naming the text and an accepted example
  public static Spike parse(String text) {
    Matcher match = FORM.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "spike \"" + text + "\" is not <factor>x@<period>/<length>" + example());
    }
    return new Spike(
        Double.parseDouble(match.group(1)),
        Durations.parse(match.group(2)),
        Durations.parse(match.group(3)));
  }

  private static String example() {
    return "; 5x@30s/10s is five-fold, every 30 s for 10 s";
  }

  boolean isActive(long nanos) {
    return nanos >= period.toNanos() && nanos % period.toNanos() < length.toNanos();
  }

  /// The first instant after `nanos` at which the spike begins or ends.
  long nextChange(long nanos) {
    long begin = nanos - nanos % period.toNanos();
    return isActive(nanos) ? begin + length.toNanos() : begin + period.toNanos();
  }
}
