package dev.sluice.query.series;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// How long the buckets of a series are. They are aligned to 1970-01-01T00:00:00Z, so that the same
/// question later has the same buckets.
///
/// @param length whole seconds, at least one
public record BucketSize(Duration length) {
  /// What to tell somebody whose bucket is none.
  public static final String RULE = "a duration of whole seconds from PT1S to P31D, such as PT5M";

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

  /// @throws IllegalArgumentException for what is no duration, or none of these
  public static BucketSize parse(String text) {
    try {
      return new BucketSize(Duration.parse(text));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("bucket \"" + text + "\" is not " + RULE, e);
    }
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
