package dev.sluice.e2e.up;

import dev.sluice.e2e.ArchiveTally;
import dev.sluice.e2e.Tally;
import dev.sluice.e2e.World;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// One line about what flows, written over itself on a terminal.
final class LiveLine {
  private final World world;
  private final PrintWriter out;
  private final boolean quiet;
  private final boolean terminal = System.console() != null && System.console().isTerminal();
  private final long started = System.nanoTime();
  private long lastConcluded;
  private long last = started;

  LiveLine(World world, PrintWriter out, boolean quiet) {
    this.world = world;
    this.out = out;
    this.quiet = quiet;
  }

  void print() {
    Tally tally = Tally.of(world.consumerMetrics());
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
        "%02d:%02d  in %,d  stored %,d  duplicate %,d  rejected %,d  lag %,d ms  %,.0f/s%s",
        elapsed.toMinutes(),
        elapsed.toSecondsPart(),
        tally.received(),
        tally.stored(),
        tally.duplicate(),
        tally.allRejected(),
        tally.lag().toMillis(),
        perSecond,
        world.archiveTally().map(LiveLine::archive).orElse(""));
  }

  /// Nothing until something has expired: with a long retention the line stays short.
  private static String archive(ArchiveTally tally) {
    return tally.expired() == 0
        ? ""
        : String.format(
            Locale.ROOT, "  expired %,d  archived %,d", tally.expired(), tally.archived());
  }

  /// Waits until as many events were concluded as the stream must have.
  void awaitDrained(LongSupplier expected, Duration within) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (Tally.of(world.consumerMetrics()).concluded() < expected.getAsLong()
        && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    print();
  }

  /// Waits until what has expired is archived.
  void awaitArchived(Duration within) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (!world.archiveTally().map(ArchiveTally::isComplete).orElse(true)
        && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    print();
  }

  /// The line stays on the screen; what follows begins a new one.
  void end() {
    if (!quiet && terminal) {
      out.println();
    }
  }
}
