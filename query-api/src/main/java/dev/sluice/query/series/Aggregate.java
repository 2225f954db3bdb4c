package dev.sluice.query.series;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What becomes of the numbers of a bucket.
public enum Aggregate {
  AVG,
  MIN,
  MAX,
  COUNT,
  SUM,
  /// By nearest rank: the smallest number that at least 95 of 100 are not above.
  P95;

  /// What to tell somebody whose aggregate is none.
  public static final String RULE =
      "some of "
          + Arrays.stream(values()).map(Aggregate::text).collect(Collectors.joining(","))
          + ", each once";

  /// As queries and answers have it: `p95`.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Aggregate> of(String text) {
    return Arrays.stream(values()).filter(aggregate -> aggregate.text().equals(text)).findFirst();
  }
}
