package dev.sluice.e2e.bench.archive;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Properties;

/// The figures of a run, each beside its target.
///
/// @param partitions that were open at once
/// @param epoch what committing the simulator's events asked for
record ArchiveReport(
    Sample readings, Sample simulator, long partitions, Heap heap, Requests epoch) {
  private static final double RATE = 100_000;
  private static final double RATIO = 8;
  private static final int PARTITIONS = 32;

  /// Events of one kind.
  ///
  /// @param rate rows a second of a core, from decoded change records to sealed files
  /// @param decode change records decoded a second of a core
  record Sample(
      double rows,
      double rate,
      double decode,
      double files,
      double changes,
      double ndjson,
      double parquet) {
    double ratio() {
      return ndjson / parquet;
    }
  }

  record Heap(double peakBytes, double allowedBytes) {}

  /// @param puts to S3, manifests included
  /// @param gets from S3
  record Requests(double puts, double gets) {}

  static ArchiveReport of(Properties figures) {
    return new ArchiveReport(
        sample(figures, "readings"),
        sample(figures, "simulator"),
        (long) number(figures, "partitions"),
        new Heap(number(figures, "heap.peak"), number(figures, "heap.allowed")),
        new Requests(number(figures, "puts"), number(figures, "gets")));
  }

  private static Sample sample(Properties figures, String name) {
    return new Sample(
        number(figures, name + ".rows"),
        number(figures, name + ".rate"),
        number(figures, name + ".decode"),
        number(figures, name + ".files"),
        number(figures, name + ".changes"),
        number(figures, name + ".ndjson"),
        number(figures, name + ".parquet"));
  }

  private static double number(Properties figures, String name) {
    String text = figures.getProperty(name);
    if (text == null) {
      throw new IllegalStateException("the JVM that measures said nothing of " + name);
    }
    return Double.parseDouble(text);
  }

  boolean meetsTargets() {
    return isFast() && isSmall() && fitsHeap();
  }

  private boolean isFast() {
    return Math.min(readings.rate(), simulator.rate()) >= RATE;
  }

  private boolean isSmall() {
    return readings.ratio() >= RATIO;
  }

  private boolean fitsHeap() {
    return partitions >= PARTITIONS
        && heap.allowedBytes() <= ArchiveBenchCommand.HEAP_MIB * 1024.0 * 1024;
  }

  void print(PrintWriter out) {
    out.println();
    row(
        out,
        "rows/s of a core",
        "%,.0f readings, %,.0f of the simulator".formatted(readings.rate(), simulator.rate()),
        "at least 100,000",
        isFast());
    row(
        out,
        "with decoding",
        "%,.0f readings, %,.0f of the simulator".formatted(both(readings), both(simulator)),
        "",
        true);
    row(out, "real readings", size(readings), "at most 1/8", isSmall());
    row(out, "simulator", size(simulator), "", true);
    row(
        out,
        "open at once",
        "%d partitions, heap %,.0f MiB at most, of %d MiB allowed"
            .formatted(partitions, mib(heap.peakBytes()), ArchiveBenchCommand.HEAP_MIB),
        "32 in at most 512 MiB",
        fitsHeap());
    out.println();
    new ArchiveCost(simulator, epoch).print(out);
    out.println(meetsTargets() ? "All targets met." : "NOT all targets met.");
    out.flush();
  }

  private static double both(Sample sample) {
    return 1 / (1 / sample.rate() + 1 / sample.decode());
  }

  private static String size(Sample sample) {
    return String.format(
        Locale.ROOT,
        "%.1f B/row, as NDJSON %.1f: 1/%.1f  (%,.0f rows, %.0f files)",
        sample.parquet() / sample.rows(),
        sample.ndjson() / sample.rows(),
        sample.ratio(),
        sample.rows(),
        sample.files());
  }

  private static double mib(double bytes) {
    return bytes / (1 << 20);
  }

  private static void row(
      PrintWriter out, String name, String value, String target, boolean isMet) {
    out.printf(
        Locale.ROOT,
        "%-18s %s%s%n",
        name,
        value,
        target.isEmpty() ? "" : "   [" + target + ": " + (isMet ? "met" : "MISSED") + "]");
  }
}
