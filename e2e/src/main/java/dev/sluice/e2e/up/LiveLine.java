package dev.sluice.e2e.up;

import dev.sluice.e2e.Tally;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// One line about what flows, written over itself on a terminal.
final class LiveLine {
  private final MeterRegistry registry;
  private final PrintWriter out;
  private final boolean quiet;
  private final boolean terminal = System.console() != null && System.console().isTerminal();
  private final long started = System.nanoTime();
  private long lastConcluded;
  private long last = started;

  LiveLine(MeterRegistry registry, PrintWriter out, boolean quiet) {
    this.registry = registry;
    this.out = out;
    this.quiet = quiet;
  }

  void print() {
    Tally tally = Tally.of(registry);
    long now = System.nanoTime();
    double perSecond = (tally.concluded() - lastConcluded) * 1e9 / Math.max(1, now - last);
    lastConcluded = tally.concluded();
    last = now;
    if (!quiet) {
      out.print(
          terminal ? "\r" + line(tally, perSecond) + "\u001b[K" : line(tally, perSecond) + "\n");
      out.flush();
    }
  }

  private String line(Tally tally, double perSecond) {
    Duration elapsed = Duration.ofNanos(last - started);
    return String.format(
        Locale.ROOT,
        "%02d:%02d  in %,d  stored %,d  duplicate %,d  rejected %,d  lag %,d ms  %,.0f/s",
        elapsed.toMinutes(),
        elapsed.toSecondsPart(),
        tally.received(),
        tally.stored(),
        tally.duplicate(),
        tally.allRejected(),
        tally.lag().toMillis(),
        perSecond);
  }

  /// Waits until as many events were concluded as were sent.
  void awaitDrained(long sent, Duration within) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (Tally.of(registry).concluded() < sent && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    print();
    if (!quiet && terminal) {
      out.println();
    }
  }
}
