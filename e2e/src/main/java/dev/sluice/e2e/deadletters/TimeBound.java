package dev.sluice.e2e.deadletters;

import dev.sluice.simulator.pace.Durations;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Bounds in time as people write them: a time, a UTC day, or how long ago.
final class TimeBound {
  private TimeBound() {}

  /// A day stands for its start.
  static final class OfFrom implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      return converted(text, false);
    }
  }

  /// A day stands for its end: it is within.
  static final class OfTo implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      return converted(text, true);
    }
  }

  private static Instant converted(String text, boolean end) {
    try {
      return parse(text, end, Clock.systemUTC().instant());
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /// @throws IllegalArgumentException naming the text and what would do
  static Instant parse(String text, boolean end, Instant now) {
    try {
      if (text.indexOf('T') > 0) {
        return OffsetDateTime.parse(text).toInstant();
      }
      if (text.indexOf('-') > 0) {
        LocalDate day = LocalDate.parse(text);
        return (end ? day.plusDays(1) : day).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      return now.minus(Durations.parse(text));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw refused(text, e);
    }
  }

  private static IllegalArgumentException refused(String text, RuntimeException cause) {
    return new IllegalArgumentException(
        "\""
            + text
            + "\" is no time; 2026-03-05T01:49:51Z, the UTC day 2026-03-05, or 2h for two hours ago"
            + " are accepted",
        cause);
  }
}
