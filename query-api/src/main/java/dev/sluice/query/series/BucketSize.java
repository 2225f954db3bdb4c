package dev.sluice.query.series;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How long the buckets of a series are. They are aligned to 1970-01-01T00:00:00Z, so that the same
/// question later has the same buckets.
///
/// @param length whole seconds, at least one
public record BucketSize(Duration length) {
  /// What to tell somebody whose bucket is none.
  public static final String RULE =
      "a whole number of seconds, minutes, hours or days from 1s to 31d, such as 5m or PT5M";

  private static final Pattern SHORT = Pattern.compile("(\\d{1,7})([smhd])");
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(31);

  /// What people would choose.
  private static final List<Duration> ROUND =
      Stream.concat(
              Stream.of(1, 2, 5, 10, 15, 30).map(Duration::ofSeconds),
              Stream.concat(
                  Stream.of(1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720).map(Duration::ofMinutes),
                  Stream.of(1, 2, 7, 31).map(Duration::ofDays)))
          .toList();

  public BucketSize {
    if (length.compareTo(SHORTEST) < 0
        || length.compareTo(LONGEST) > 0
        || length.toNanosPart() != 0) {
      throw new IllegalArgumentException("bucket \"" + length + "\" is not " + RULE);
    }
  }

  /// @param text a number and `s`, `m`, `h` or `d`, or an ISO-8601 duration
  /// @throws IllegalArgumentException for what is no duration, or none of these
  public static BucketSize parse(String text) {
    Matcher brief = SHORT.matcher(text);
    if (brief.matches()) {
      return new BucketSize(unit(brief.group(2)).multipliedBy(Long.parseLong(brief.group(1))));
    }
    try {
      return new BucketSize(Duration.parse(text));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("bucket \"" + text + "\" is not " + RULE, e);
    }
  }

  private static Duration unit(String letter) {
    return switch (letter) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      default -> Duration.ofDays(1);
    };
  }

  /// As [#parse] takes it, in the largest unit that fits: `1m`, `90s`, `1d`.
  public String text() {
    return Stream.of("d", "h", "m", "s")
        .filter(letter -> length.toSeconds() % unit(letter).toSeconds() == 0)
        .findFirst()
        .map(letter -> length.dividedBy(unit(letter)) + letter)
        .orElseThrow();
  }

  /// The shortest round one by which a range has at most so many buckets.
  ///
  /// @throws IllegalArgumentException when none is long enough
  public static BucketSize fitting(Instant from, Instant to, int most) {
    return ROUND.stream()
        .map(BucketSize::new)
        .filter(size -> size.count(from, to) <= most)
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no bucket up to " + LONGEST + " makes " + most + " of " + from + " to " + to));
  }

  /// How many buckets the range `[from, to)` touches.
  public long count(Instant from, Instant to) {
    return (startOf(to.minusNanos(1)).getEpochSecond() - startOf(from).getEpochSecond())
            / length.toSeconds()
        + 1;
  }

  /// Where the bucket begins that an instant lies in.
  public Instant startOf(Instant instant) {
    long second = instant.getEpochSecond();
    return Instant.ofEpochSecond(second - Math.floorMod(second, length.toSeconds()));
  }
}
