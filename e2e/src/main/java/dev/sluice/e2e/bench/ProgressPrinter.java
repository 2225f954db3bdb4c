package dev.sluice.e2e.bench;

import dev.sluice.e2e.Tally;
import dev.sluice.simulator.Progress;
import dev.sluice.simulator.ProgressListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// A line every ten seconds: how far the sending is, how far behind the consumer.
final class ProgressPrinter implements ProgressListener {
  private static final int EVERY_SECONDS = 10;

  private final Duration length;
  private final MeterRegistry registry;
  private final PrintWriter out;
  private long reports;

  ProgressPrinter(Duration length, MeterRegistry registry, PrintWriter out) {
    this.length = length;
    this.registry = registry;
    this.out = out;
  }

  @Override
  public void progressed(Progress progress) {
    if (++reports % EVERY_SECONDS != 0) {
      return;
    }
    Tally tally = Tally.of(registry);
    out.printf(
        Locale.ROOT,
        "  %3d s of %d s  sent %,d  %,.0f/s  lag %,d ms%n",
        progress.elapsed().toSeconds(),
        length.toSeconds(),
        progress.totals().acknowledged(),
        progress.perSecond(),
        tally.lag().toMillis());
    out.flush();
  }
}
