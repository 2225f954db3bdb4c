package dev.sluice.preprocess;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The ways devices write a time.
public final class EventTimes {
  public static final String ACCEPTED_ISO =
      "ISO-8601 with an offset such as 2024-03-05T01:49:51.260Z, of the years 0 to 9999";
  static final String ACCEPTED =
      "ISO-8601 with an offset such as 2024-03-05T01:49:51.260Z, epoch seconds or epoch millis,"
          + " of the years 0 to 9999";
  static final String ACCEPTED_UTC = "ISO-8601 in UTC such as 2024-03-05T01:49:51.260Z";

  /// Above this, a number counts milliseconds: as seconds it would be the year 5138, as
  /// milliseconds it is 1973.
  private static final BigDecimal FIRST_MILLIS = BigDecimal.valueOf(100_000_000_000L);

  /// The last instant with a four-digit year: later ones would not sort as text.
  private static final Instant LAST = Instant.ofEpochMilli(253_402_300_799_999L);

  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final int MAX_LENGTH = 40;
  private static final BigDecimal LAST_MILLIS = BigDecimal.valueOf(LAST.toEpochMilli());

  private EventTimes() {}

  static Optional<Instant> parse(String text) {
    return text.isEmpty() || text.indexOf('T') > 0 ? iso(text) : epoch(text);
  }

  static Optional<Instant> utc(String text) {
    return text.endsWith("Z") ? iso(text) : Optional.empty();
  }

  /// With an offset, to the millisecond.
  public static Optional<Instant> iso(String text) {
    if (text.length() < 17 || text.length() > MAX_LENGTH || !Character.isDigit(text.charAt(0))) {
      return Optional.empty();
    }
    try {
      // to the millisecond first: the last one of 9999 has 999,999 nanoseconds more
      Instant instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
      return Optional.of(instant).filter(i -> !i.isBefore(FIRST) && !i.isAfter(LAST));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> epoch(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text);
      // 1e-1000000000 would be rounded by way of 10^1000000000
      if (Math.abs((long) number.scale()) > MAX_LENGTH
          || number.precision() - number.scale() > 15
          || number.signum() < 0) {
        return Optional.empty();
      }
      BigDecimal millis = number.compareTo(FIRST_MILLIS) >= 0 ? number : number.movePointRight(3);
      return millis.compareTo(LAST_MILLIS) > 0
          ? Optional.empty()
          : Optional.of(Instant.ofEpochMilli(millis.setScale(0, RoundingMode.DOWN).longValue()));
    } catch (NumberFormatException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
