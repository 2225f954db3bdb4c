package dev.sluice.archiver.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/// How far a command is: a line written over itself on a terminal, a line now and then elsewhere.
///
/// ```
/// [############--------]  60 %  3 of 5 partitions  1,200,000 rows  410,000/s  ETA 0:08
/// ```
final class ProgressLine {
  private static final int WIDTH = 20;
  private static final Duration ON_TERMINAL = Duration.ofMillis(200);
  private static final Duration ELSEWHERE = Duration.ofSeconds(10);

  private final PrintWriter out;
  private final boolean terminal;
  private final LongSupplier nanos;
  private final long started;
  private long drawn;
  private boolean shown;

  /// @param nanos a clock as [System#nanoTime]
  ProgressLine(PrintWriter out, boolean terminal, LongSupplier nanos) {
    this.out = out;
    this.terminal = terminal;
    this.nanos = nanos;
    this.started = nanos.getAsLong();
    this.drawn = started;
  }

  static ProgressLine on(PrintWriter out) {
    boolean terminal = System.console() != null && System.console().isTerminal();
    return new ProgressLine(out, terminal, System::nanoTime);
  }

  /// What there is to tell.
  ///
  /// @param part of the work that is done, 0 to 1
  /// @param rate what to tell a rate of, as in rows
  record State(double part, String text, long rate) {}

  void update(State state) {
    Duration pause = terminal ? ON_TERMINAL : ELSEWHERE;
    if (nanos.getAsLong() - drawn >= pause.toNanos()) {
      draw(state);
    }
  }

  /// Leaves the line, so that another may be printed.
  void finish(State state) {
    if (terminal || shown) {
      draw(state);
    }
    if (terminal) {
      out.println();
    }
  }

  /// A line between.
  void say(String line) {
    out.println(terminal ? "\r" + line + "\u001b[K" : line);
    out.flush();
  }

  private void draw(State state) {
    drawn = nanos.getAsLong();
    shown = true;
    out.print(terminal ? "\r" + line(state) + "\u001b[K" : line(state) + System.lineSeparator());
    out.flush();
  }

  String line(State state) {
    long elapsed = Math.max(1, nanos.getAsLong() - started);
    double part = Math.clamp(state.part(), 0, 1);
    int filled = (int) (part * WIDTH);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%  %s  %,.0f/s%s",
        "#".repeat(filled),
        "-".repeat(WIDTH - filled),
        Math.floor(part * 100),
        state.text(),
        state.rate() * 1e9 / elapsed,
        part == 0 || part == 1 ? "" : "  ETA " + left(elapsed, part));
  }

  private static String left(long elapsed, double part) {
    Duration left = Duration.ofNanos((long) (elapsed * (1 - part) / part));
    return left.toHours() > 0
        ? "%d:%02d:%02d".formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart())
        : "%d:%02d".formatted(left.toMinutes(), left.toSecondsPart());
  }
}
