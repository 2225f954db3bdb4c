package dev.sluice.archiver.command;

import dev.sluice.archiver.erase.ErasureProgress;
import dev.sluice.archiver.erase.Removed;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/// Shows what an erasure does: a line a step, which on a terminal is written over with where the
/// step stands.
final class ErasureScreen implements ErasureProgress {
  private static final Duration ON_TERMINAL = Duration.ofMillis(200);
  private static final Duration ELSEWHERE = Duration.ofSeconds(10);

  private final PrintWriter err;
  private final boolean terminal;
  private final LongSupplier nanos;
  private String step = "";
  private long drawn;

  /// @param nanos a clock as [System#nanoTime]
  ErasureScreen(PrintWriter err, boolean terminal, LongSupplier nanos) {
    this.err = err;
    this.terminal = terminal;
    this.nanos = nanos;
  }

  static ErasureScreen on(PrintWriter err) {
    boolean terminal = System.console() != null && System.console().isTerminal();
    return new ErasureScreen(err, terminal, System::nanoTime);
  }

  @Override
  public synchronized void step(String name) {
    end();
    step = name;
    draw("looking through " + step);
  }

  @Override
  public synchronized void at(String state) {
    Duration pause = terminal ? ON_TERMINAL : ELSEWHERE;
    if (nanos.getAsLong() - drawn >= pause.toNanos()) {
      draw(step + ": " + state);
    }
  }

  /// Leaves the line that is written over.
  synchronized void end() {
    if (terminal && !step.isEmpty()) {
      err.println();
    }
    err.flush();
  }

  private void draw(String line) {
    drawn = nanos.getAsLong();
    err.print(terminal ? "\r" + line + "\u001b[K" : line + System.lineSeparator());
    err.flush();
  }

  /// @param removed how many, by the text of their kind
  static void print(Map<String, Long> removed, PrintWriter out) {
    for (Removed.Kind kind : Removed.Kind.values()) {
      out.printf(
          Locale.ROOT,
          "  %-14s %,12d%n",
          kind.text().replace('_', ' '),
          removed.getOrDefault(kind.text(), 0L));
    }
    out.flush();
  }
}
