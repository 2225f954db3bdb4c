package dev.sluice.e2e.worker;

import dev.sluice.e2e.Tally;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Reads a consumer's counts from what it shows to Prometheus.
///
/// Source: <https://prometheus.io/docs/instrumenting/exposition_formats/>
final class Scrape {
  private static final Pattern EVENTS =
      Pattern.compile(
          "^sluice_events_total\\{outcome=\"(\\w+)\",reason=\"(\\w+)\".*} (\\S+)$",
          Pattern.MULTILINE);

  private Scrape() {}

  static Tally tally(String text) {
    SortedMap<String, Long> outcomes = new TreeMap<>();
    SortedMap<String, Long> rejected = new TreeMap<>();
    for (MatchResult line : EVENTS.matcher(text).results().toList()) {
      long count = (long) Double.parseDouble(line.group(3));
      if (line.group(1).equals("rejected")) {
        rejected.put(line.group(2), count);
      } else {
        outcomes.put(line.group(1), count);
      }
    }
    return new Tally(
        outcomes.getOrDefault("received", 0L),
        outcomes.getOrDefault("stored", 0L),
        outcomes.getOrDefault("duplicate", 0L),
        rejected,
        outcomes.getOrDefault("erased", 0L),
        (long) value(text, "sluice_events_released_total"),
        (long) value(text, "sluice_events_in_flight"),
        Duration.ofMillis((long) value(text, "sluice_lag_milliseconds")));
  }

  /// The largest value of a name over its tags. A gauge without a value counts as nil.
  static double value(String text, String name) {
    return Pattern.compile("^" + name + "(?:\\{.*})? (\\S+)$", Pattern.MULTILINE)
        .matcher(text)
        .results()
        .mapToDouble(line -> Double.parseDouble(line.group(1)))
        .filter(Double::isFinite)
        .max()
        .orElse(0);
  }
}
