package dev.sluice.archiver.command;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Durations as people write them, `90s`, `15m`, `2h`, `30d`, and as ISO-8601 does, `P7D`.
final class DurationOption implements ITypeConverter<Duration> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(s|m|h|d)");

  @Override
  public Duration convert(String text) {
    Matcher match = FORM.matcher(text);
    if (match.matches()) {
      return Duration.of(
          Long.parseLong(match.group(1)),
          switch (match.group(2)) {
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
          });
    }
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // told below
    }
    throw new TypeConversionException(
        "duration \"" + text + "\" is not a whole number of s, m, h or d; 90s or 7d is accepted");
  }
}
