package dev.sluice.e2e.bench.live;

import java.io.PrintWriter;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/// The figures of a run, each beside its target.
///
/// @param received messages about events, by all subscribers together
/// @param missed how often a subscriber was told that it missed something
/// @param lost connections that ended
/// @param manyConnections that were open at once in the second part
/// @param manyHeartbeats that they received
/// @param manyLost of them ended
/// @param heapBytes at most, of the process that served them
record LiveReport(
    int sent,
    int subscribers,
    long received,
    long missed,
    int lost,
    Histogram micros,
    int manyConnections,
    long manyHeartbeats,
    int manyLost,
    long heapBytes) {
  private static final double P99_MILLIS = 1500;

  boolean meetsTargets() {
    return p99Millis() <= P99_MILLIS
        && received >= sent
        && missed == 0
        && lost == 0
        && manyLost == 0
        && manyHeartbeats >= manyConnections;
  }

  private double p99Millis() {
    return millis(99);
  }

  private double millis(double percentile) {
    return micros.getValueAtPercentile(percentile) / 1000.0;
  }

  void print(PrintWriter out) {
    out.println();
    row(out, "sent", "%,d events".formatted(sent), "");
    row(
        out,
        "received",
        "%,d messages by %,d subscribers".formatted(received, subscribers),
        "every event by at least one");
    row(
        out,
        "put to client",
        "p50 %,.0f ms, p99 %,.0f ms, most %,.0f ms".formatted(millis(50), p99Millis(), millis(100)),
        "p99 at most 1,500 ms");
    row(out, "missed", "%,d times, %,d connections lost".formatted(missed, lost), "never, none");
    row(
        out,
        "many connections",
        "%,d open, %,d heartbeats, %,d lost".formatted(manyConnections, manyHeartbeats, manyLost),
        "a heartbeat each, none lost");
    row(
        out,
        "heap",
        "%,d MiB at most, garbage included, of %,d MiB allowed"
            .formatted(heapBytes >> 20, QueryApiProcess.HEAP_MIB),
        "2,000 connections in at most 512 MiB");
    out.println(meetsTargets() ? "All targets met." : "NOT all targets met.");
    out.flush();
  }

  private static void row(PrintWriter out, String name, String value, String target) {
    out.printf(
        Locale.ROOT, "%-18s %s%s%n", name, value, target.isEmpty() ? "" : "   [" + target + "]");
  }
}
