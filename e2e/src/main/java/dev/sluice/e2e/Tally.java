package dev.sluice.e2e;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the consumer has counted so far.
///
/// @param rejected by reason
public record Tally(
    long received,
    long stored,
    long duplicate,
    SortedMap<String, Long> rejected,
    long erased,
    long released,
    long inFlight,
    Duration lag) {

  public static Tally of(MeterRegistry registry) {
    SortedMap<String, Long> rejected = new TreeMap<>();
    Search.in(registry).name("sluice.events").tag("outcome", "rejected").counters().stream()
        .filter(counter -> counter.count() > 0)
        .forEach(counter -> rejected.put(reason(counter), (long) counter.count()));
    Gauge lag = registry.find("sluice.lag").gauge();
    double lagMillis = lag == null || Double.isNaN(lag.value()) ? 0 : lag.value();
    Gauge inFlight = registry.find("sluice.events.in.flight").gauge();
    return new Tally(
        outcome(registry, "received"),
        outcome(registry, "stored"),
        outcome(registry, "duplicate"),
        rejected,
        outcome(registry, "erased"),
        count(registry.find("sluice.events.released")),
        inFlight == null ? 0 : (long) inFlight.value(),
        Duration.ofMillis((long) lagMillis));
  }

  private static long outcome(MeterRegistry registry, String outcome) {
    return count(registry.find("sluice.events").tag("outcome", outcome));
  }

  private static long count(Search counters) {
    return (long) counters.counters().stream().mapToDouble(counter -> counter.count()).sum();
  }

  private static String reason(Meter counter) {
    String reason = counter.getId().getTag("reason");
    return reason == null ? "unknown" : reason;
  }

  public long allRejected() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Events whose end is known.
  public long concluded() {
    return stored + duplicate + allRejected() + erased;
  }

  /// The metric identity: nothing received may be missing from the outcomes.
  public boolean isComplete() {
    return received == concluded() + released + inFlight;
  }
}
