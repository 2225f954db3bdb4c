package dev.sluice.e2e;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import java.util.SortedMap;
import java.util.TreeMap;

/// What ingest has kept from the stream so far where its sender is not told: over UDP and SQS.
///
/// @param refused lines that are no event and submissions that will not do, by reason
/// @param dropped events lost, by reason: over UDP only
public record IngestTally(SortedMap<String, Long> refused, SortedMap<String, Long> dropped) {
  private static final String UDP = "sluice.ingest.udp.";

  public static IngestTally of(MeterRegistry registry) {
    SortedMap<String, Long> refused = new TreeMap<>();
    add(refused, registry.find(UDP + "rejected"));
    add(refused, registry.find("sluice.ingest.submissions").tag("outcome", "rejected"));
    SortedMap<String, Long> dropped = new TreeMap<>();
    add(dropped, registry.find(UDP + "dropped"));
    registry
        .find(UDP + "socket.dropped")
        .functionCounters()
        .forEach(counter -> add(dropped, "socket_full", counter.count()));
    return new IngestTally(refused, dropped);
  }

  private static void add(SortedMap<String, Long> counts, Search counters) {
    counters.counters().forEach(counter -> add(counts, reason(counter), counter.count()));
  }

  private static void add(SortedMap<String, Long> counts, String reason, double count) {
    if (count > 0) {
      counts.merge(reason, (long) count, Long::sum);
    }
  }

  private static String reason(Meter counter) {
    String reason = counter.getId().getTag("reason");
    return reason == null ? "unknown" : reason;
  }

  /// Events that the consumer will never see.
  public long kept() {
    return sum(refused) + sum(dropped);
  }

  private static long sum(SortedMap<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
