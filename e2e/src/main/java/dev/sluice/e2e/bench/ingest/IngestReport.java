package dev.sluice.e2e.bench.ingest;

import dev.sluice.e2e.bench.server.Spread;
import java.io.PrintWriter;
import java.util.Locale;

/// The figures of a run, each beside its target.
///
/// @param heapBytes the most that was seen, garbage included
record IngestReport(
    Batches batches, Singles singles, Aggregation aggregation, Queue queue, long heapBytes) {
  private static final double BATCHED_PER_CORE = 20_000;
  private static final double SINGLE_PER_SECOND = 5_000;
  private static final double P99_MILLIS = 50;
  private static final double QUEUE_RATIO = 0.8;
  private static final long HEAP_BYTES = 256L << 20;

  /// Events that are posted a hundred at a time.
  ///
  /// @param perCore of a second of the process's own time
  /// @param perSecond by the clock, on a machine shared with the stream and the senders
  /// @param pacedRate events a second at which the percentiles were taken
  record Batches(
      Spread perCore, Spread perSecond, double p50Millis, double p99Millis, double pacedRate) {
    private boolean isFast() {
      return perCore.median() >= BATCHED_PER_CORE;
    }

    private boolean isPrompt() {
      return p99Millis <= P99_MILLIS;
    }
  }

  /// Events that are posted one at a time.
  record Singles(Spread perSecond, Spread perCore, double p99Millis, double pacedRate) {
    private boolean isFast() {
      return perSecond.median() >= SINGLE_PER_SECOND;
    }

    private boolean isPrompt() {
      return p99Millis <= P99_MILLIS;
    }
  }

  /// Batches of one device each.
  ///
  /// @param plainUnits PUT payload units of an event without aggregates
  /// @param packedUnits with them
  record Aggregation(
      double plainUnits, double packedUnits, double plainMillis, double packedMillis) {}

  /// Messages a second out of a queue.
  record Queue(double ours, double bare) {
    private double ratio() {
      return ours / bare;
    }

    private boolean isFast() {
      return ratio() >= QUEUE_RATIO;
    }
  }

  boolean meetsTargets() {
    return batches.isFast()
        && batches.isPrompt()
        && singles.isFast()
        && singles.isPrompt()
        && queue.isFast()
        && heapBytes <= HEAP_BYTES;
  }

  void print(PrintWriter out) {
    out.println();
    row(
        out,
        "batches of 100",
        "%s events/s of a core, %.2f of the target; %s/s by the clock"
            .formatted(
                batches.perCore().text("%,.0f"),
                batches.perCore().median() / BATCHED_PER_CORE,
                batches.perSecond().text("%,.0f")),
        "at least 20,000 of a core",
        batches.isFast());
    row(
        out,
        "acknowledged in",
        String.format(
            Locale.ROOT,
            "p50 %.1f ms, p99 %.1f ms at %,.0f events/s",
            batches.p50Millis(),
            batches.p99Millis(),
            batches.pacedRate()),
        "p99 at most 50 ms at half load",
        batches.isPrompt());
    row(
        out,
        "single posts",
        "%s/s by the clock, %.2f of the target; %s/s of a core"
            .formatted(
                singles.perSecond().text("%,.0f"),
                singles.perSecond().median() / SINGLE_PER_SECOND,
                singles.perCore().text("%,.0f")),
        "at least 5,000/s",
        singles.isFast());
    row(
        out,
        "acknowledged in",
        String.format(
            Locale.ROOT, "p99 %.1f ms at %,.0f posts/s", singles.p99Millis(), singles.pacedRate()),
        "p99 at most 50 ms at half load",
        singles.isPrompt());
    row(
        out,
        "submissions",
        String.format(
            Locale.ROOT,
            "%.2f of a bare poller; %,.0f/s and %,.0f/s",
            queue.ratio(),
            queue.ours(),
            queue.bare()),
        "at least 0.80",
        queue.isFast());
    row(
        out,
        "heap",
        "%,d MiB at most".formatted(heapBytes >> 20),
        "at most 256 MiB",
        heapBytes <= HEAP_BYTES);
    out.printf(
        Locale.ROOT,
        "%-16s %.3f PUT units an event instead of %.3f, p50 %.1f ms instead of %.1f ms, of batches"
            + " of one device%n",
        "aggregates",
        aggregation.packedUnits(),
        aggregation.plainUnits(),
        aggregation.packedMillis(),
        aggregation.plainMillis());
    out.println(meetsTargets() ? "All targets met." : "NOT all targets met.");
    out.flush();
  }

  private static void row(
      PrintWriter out, String name, String value, String target, boolean isMet) {
    out.printf(Locale.ROOT, "%-16s %s   [%s: %s]%n", name, value, target, isMet ? "met" : "MISSED");
  }
}
