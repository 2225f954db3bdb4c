package dev.sluice.query.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against arithmetic that gathers nothing.
final class SeriesTest {
  private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");
  private static final List<Duration> LENGTHS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(7),
          Duration.ofMinutes(5),
          Duration.ofHours(1),
          Duration.ofDays(1));

  record Sample(Instant time, Optional<BigDecimal> number) {}

  @Test
  void everyPointIsWhatANaiveReckoningOfItsBucketSays() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int run = 0; run < 300; run++) {
      BucketSize size = new BucketSize(LENGTHS.get(random.nextInt(LENGTHS.size())));
      List<Sample> samples = samples(random, size.length());
      Series series = new Series(size, true);
      samples.forEach(sample -> series.add(sample.time(), sample.number()));

      assertThat(series.points()).as("seed %d, run %d", seed, run).isEqualTo(naive(samples, size));
      assertThat(series.events()).isEqualTo(samples.size());
      assertThat(series.skipped())
          .isEqualTo(samples.stream().filter(sample -> sample.number().isEmpty()).count());
    }
  }

  @Test
  void numbersAddUpAsDecimalsDo() {
    Series series = new Series(new BucketSize(Duration.ofHours(1)), true);
    for (String number : List.of("0.1", "0.2", "-0.3", "12345678901234567890.10")) {
      series.add(NOON, Optional.of(new BigDecimal(number)));
    }

    Series.Point point = series.points().getFirst();
    assertThat(point.sum()).isEqualByComparingTo("12345678901234567890.10");
    assertThat(point.min()).isEqualTo(new BigDecimal("-0.3"));
    assertThat(point.max()).isEqualTo(new BigDecimal("12345678901234567890.10"));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "19,19", "20,19", "21,20", "40,38", "100,95", "101,96"})
  void aPercentileIsTheNumberOfTheNearestRank(int count, String expected) {
    Series series = new Series(new BucketSize(Duration.ofHours(1)), true);
    List<Integer> numbers = new ArrayList<>(IntStream.rangeClosed(1, count).boxed().toList());
    java.util.Collections.shuffle(numbers, new Random(count));
    numbers.forEach(number -> series.add(NOON, Optional.of(BigDecimal.valueOf(number))));

    assertThat(series.points().getFirst().p95()).isEqualTo(new BigDecimal(expected));
  }

  @Test
  void bucketsAreAlignedAndTheRangeIsHalfOpen() {
    BucketSize fiveMinutes = BucketSize.parse("PT5M");

    assertThat(fiveMinutes.startOf(NOON.plusSeconds(299))).isEqualTo(NOON);
    assertThat(fiveMinutes.startOf(NOON.minusMillis(1))).isEqualTo(NOON.minusSeconds(300));
    assertThat(fiveMinutes.count(NOON, NOON.plusSeconds(300))).isEqualTo(1);
    assertThat(fiveMinutes.count(NOON, NOON.plusSeconds(301))).isEqualTo(2);
    assertThat(fiveMinutes.count(NOON.minusMillis(1), NOON.plusMillis(1))).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "1s, PT1S, 1s",
    "90s, PT90S, 90s",
    "60s, PT1M, 1m",
    "5m, PT5M, 5m",
    "PT5M, PT5M, 5m",
    "24h, P1D, 1d",
    "31d, P31D, 31d",
    "2678400s, P31D, 31d"
  })
  void aBucketIsWrittenShortOrAsADuration(String text, Duration length, String inShort) {
    BucketSize bucket = BucketSize.parse(text);

    assertThat(bucket.length()).isEqualTo(length);
    assertThat(bucket.text()).isEqualTo(inShort);
  }

  @Test
  void theFittingBucketIsTheShortestRoundOneThatFits() {
    Instant dayAgo = NOON.minus(Duration.ofDays(1));

    assertThat(BucketSize.fitting(dayAgo, NOON, 1_000).length()).isEqualTo(Duration.ofMinutes(2));
    assertThat(BucketSize.fitting(dayAgo, NOON, 300).length()).isEqualTo(Duration.ofMinutes(5));
    assertThat(BucketSize.fitting(NOON.minusMillis(1), NOON, 300).length())
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(BucketSize.fitting(NOON.minus(Duration.ofDays(366)), NOON, 300).length())
        .isEqualTo(Duration.ofDays(2));
  }

  @Test
  void whatIsNoBucketIsNamed() {
    for (String text : List.of("PT0S", "PT0.5S", "P32D", "-PT1S", "1w", "0m", "")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> BucketSize.parse(text))
          .withMessageContaining("\"");
    }
  }

  private static List<Sample> samples(Random random, Duration length) {
    List<Sample> samples = new ArrayList<>();
    int count = random.nextInt(80);
    for (int i = 0; i < count; i++) {
      Instant time = NOON.plusMillis((long) (random.nextDouble() * 4 * length.toMillis()));
      BigDecimal number = BigDecimal.valueOf(random.nextInt(2_000) - 1_000, random.nextInt(4));
      samples.add(
          new Sample(time, random.nextInt(10) == 0 ? Optional.empty() : Optional.of(number)));
    }
    return samples;
  }

  /// Looks at all samples again for each bucket there could be.
  private static List<Series.Point> naive(List<Sample> samples, BucketSize size) {
    long seconds = size.length().toSeconds();
    long first = NOON.getEpochSecond() / seconds - 1;
    List<Series.Point> points = new ArrayList<>();
    for (long bucket = first; bucket <= first + 6; bucket++) {
      long number = bucket;
      List<BigDecimal> numbers =
          samples.stream()
              .filter(sample -> sample.time().getEpochSecond() / seconds == number)
              .flatMap(sample -> sample.number().stream())
              .toList();
      if (!numbers.isEmpty()) {
        points.add(point(Instant.ofEpochSecond(bucket * seconds), numbers));
      }
    }
    return points;
  }

  private static Series.Point point(Instant start, List<BigDecimal> numbers) {
    BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal p95 =
        numbers.stream()
            .filter(candidate ->
                numbers.stream().filter(number -> number.compareTo(candidate) <= 0).count() * 100
                    >= 95L * numbers.size())
            .min(BigDecimal::compareTo)
            .orElseThrow();
    return new Series.Point(
        start,
        numbers.size(),
        sum,
        numbers.stream().min(BigDecimal::compareTo).orElseThrow(),
        numbers.stream().max(BigDecimal::compareTo).orElseThrow(),
        sum.divide(BigDecimal.valueOf(numbers.size()), MathContext.DECIMAL128),
        p95);
  }
}
