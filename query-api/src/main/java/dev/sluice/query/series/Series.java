package dev.sluice.query.series;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Gathers numbers into buckets of time, in whatever order they come. In decimal arithmetic, so
/// that `0.1 + 0.2` is `0.3`. What is no number is counted and left out.
public final class Series {
  private final BucketSize size;
  private final boolean ranked;
  private final SortedMap<Instant, Bucket> buckets = new TreeMap<>();
  private long events;
  private long skipped;

  /// @param ranked whether to keep the numbers for percentiles
  public Series(BucketSize size, boolean ranked) {
    this.size = size;
    this.ranked = ranked;
  }

  public void add(Instant time, Optional<BigDecimal> number) {
    events++;
    if (number.isEmpty()) {
      skipped++;
    } else {
      buckets.computeIfAbsent(size.startOf(time), start -> new Bucket(ranked)).add(number.get());
    }
  }

  /// One bucket that has numbers.
  ///
  /// @param avg to 34 digits
  /// @param p95 null unless asked for
  public record Point(
      Instant start,
      long count,
      BigDecimal sum,
      BigDecimal min,
      BigDecimal max,
      BigDecimal avg,
      @Nullable BigDecimal p95) {}

  /// By time; buckets without numbers have none.
  public List<Point> points() {
    return buckets.entrySet().stream()
        .map(entry -> entry.getValue().point(entry.getKey()))
        .toList();
  }

  /// How many events were looked at.
  public long events() {
    return events;
  }

  /// How many of them had no number.
  public long skipped() {
    return skipped;
  }
}
