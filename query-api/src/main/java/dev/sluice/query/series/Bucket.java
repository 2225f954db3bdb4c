package dev.sluice.query.series;

import dev.sluice.query.series.Series.Point;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The numbers of one bucket, at least one when it is asked for its point.
final class Bucket {
  private static final int PERCENT = 95;

  private final @Nullable List<BigDecimal> numbers;
  private long count;
  private BigDecimal sum = BigDecimal.ZERO;
  private BigDecimal min = BigDecimal.ZERO;
  private BigDecimal max = BigDecimal.ZERO;

  Bucket(boolean ranked) {
    this.numbers = ranked ? new ArrayList<>() : null;
  }

  void add(BigDecimal number) {
    min = count == 0 ? number : min.min(number);
    max = count == 0 ? number : max.max(number);
    sum = sum.add(number);
    count++;
    if (numbers != null) {
      numbers.add(number);
    }
  }

  Point point(Instant start) {
    BigDecimal avg = sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128);
    return new Point(start, count, sum, min, max, avg, p95());
  }

  private @Nullable BigDecimal p95() {
    if (numbers == null) {
      return null;
    }
    numbers.sort(null);
    int rank = (int) ((numbers.size() * (long) PERCENT + 99) / 100);
    return numbers.get(rank - 1);
  }
}
