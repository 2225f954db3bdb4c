package dev.sluice.local.cloudwatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The samples of each metric, newest kept: at most so many metrics, so many samples of each, none
/// older than the retention. A metric that had no sample for longest goes first.
final class MetricStore {
  private static final int MAX_METRICS = 20_000;
  private static final int MAX_SAMPLES = 1_000;
  private static final Duration RETENTION = Duration.ofHours(3);

  private final Clock clock;
  private final Map<MetricKey, Deque<Sample>> samples =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MetricKey, Deque<Sample>> eldest) {
          return size() > MAX_METRICS;
        }
      };

  MetricStore(Clock clock) {
    this.clock = clock;
  }

  synchronized void add(MetricKey key, Sample sample) {
    Deque<Sample> kept = samples.computeIfAbsent(key, k -> new ArrayDeque<>());
    kept.addLast(sample);
    Instant oldest = clock.instant().minus(RETENTION);
    while (kept.size() > MAX_SAMPLES
        || (kept.size() > 1 && kept.getFirst().time().isBefore(oldest))) {
      kept.removeFirst();
    }
  }

  synchronized List<MetricKey> keys() {
    return List.copyOf(samples.keySet());
  }

  /// The samples in `[from, to)`, one per period, by the period's start.
  synchronized NavigableMap<Instant, Sample> query(
      MetricKey key, Instant from, Instant to, Duration period) {
    NavigableMap<Instant, Sample> periods = new TreeMap<>();
    for (Sample sample : samples.getOrDefault(key, new ArrayDeque<>(0))) {
      if (!sample.time().isBefore(from) && sample.time().isBefore(to)) {
        long seconds = period.toSeconds();
        Instant start =
            Instant.ofEpochSecond(Math.floorDiv(sample.time().getEpochSecond(), seconds) * seconds);
        periods.merge(start, sample, Sample::plus);
      }
    }
    return Collections.unmodifiableNavigableMap(periods);
  }
}
