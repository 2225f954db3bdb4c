package dev.sluice.e2e.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// The figures of a run, each beside its target.
record Report(
    Duration ready,
    long sent,
    Duration sending,
    Duration lagAtEnd,
    Histogram putToReadableMicros,
    Usage used,
    double bareStorePerSecond) {
  private static final Duration READY = Duration.ofSeconds(10);
  private static final Duration LAG = Duration.ofSeconds(2);
  private static final double P99_MILLIS = 1500;
  private static final long HEAP_BYTES = 1L << 30;

  private double rate() {
    return sent / (sending.toNanos() / 1e9);
  }

  private double p99Millis() {
    return putToReadableMicros.getValueAtPercentile(99) / 1000.0;
  }

  boolean meetsTargets() {
    return ready.compareTo(READY) <= 0
        && lagAtEnd.compareTo(LAG) < 0
        && p99Millis() < P99_MILLIS
        && Runtime.getRuntime().maxMemory() <= HEAP_BYTES
        && used.stored() == sent;
  }

  void print(PrintWriter out) {
    out.println();
    row(out, "ready in", "%.1f s".formatted(ready.toMillis() / 1000.0), "at most 10 s");
    row(out, "sent", "%,d at %,.0f/s".formatted(sent, rate()), "");
    row(out, "stored", "%,d".formatted(used.stored()), "every one sent");
    row(out, "lag at the end", lagAtEnd.toMillis() + " ms", "under 2,000 ms");
    row(
        out,
        "put to readable",
        "p50 %,.0f ms, p99 %,.0f ms (%,d probes)"
            .formatted(
                putToReadableMicros.getValueAtPercentile(50) / 1000.0,
                p99Millis(),
                putToReadableMicros.getTotalCount()),
        "p99 under 1,500 ms");
    row(
        out,
        "heap",
        "%,d MiB at most, of %,d MiB allowed"
            .formatted(used.heapBytes() >> 20, Runtime.getRuntime().maxMemory() >> 20),
        "at most 1,024 MiB");
    row(
        out,
        "CPU per event",
        "%.2f ms (sender and local stack included)"
            .formatted(used.perEvent(used.cpu().toNanos() / 1e6)),
        "");
    perEvent(out, "write units", used.writeUnits());
    perEvent(out, "requests", used.requests());
    perEvent(out, "ms in a stage", used.stageMillis());
    row(
        out,
        "bare store calls",
        "%,.0f/s; the pipeline ran at %.0f %% of it"
            .formatted(bareStorePerSecond, 100 * rate() / bareStorePerSecond),
        "");
    out.println(meetsTargets() ? "All targets met." : "NOT all targets met.");
    out.flush();
  }

  private void perEvent(PrintWriter out, String name, Map<String, Double> counts) {
    double all = counts.values().stream().mapToDouble(Double::doubleValue).sum();
    StringBuilder parts = new StringBuilder();
    counts.forEach((part, count) -> {
      if (count > 0) {
        parts.append(String.format(Locale.ROOT, ", %s %.3f", part, used.perEvent(count)));
      }
    });
    row(out, name + " per event", "%.3f%s".formatted(used.perEvent(all), parts), "");
  }

  private static void row(PrintWriter out, String name, String value, String target) {
    out.printf(
        Locale.ROOT, "%-22s %s%s%n", name, value, target.isEmpty() ? "" : "   [" + target + "]");
  }
}
