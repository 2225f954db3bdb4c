package dev.sluice.e2e.deadletters;

import dev.sluice.simulator.pace.Ticker;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// How far a replay is: a bar written over itself on a terminal, a line now and then elsewhere.
///
/// ```
/// [############--------]  60 %  sent 1,200  not sent 3  100/s  ETA 0:08
/// ```
final class ProgressBar {
  private static final int WIDTH = 20;
  private static final Duration ON_TERMINAL = Duration.ofMillis(200);
  private static final Duration ELSEWHERE = Duration.ofSeconds(10);

  private final PrintWriter out;
  private final Ticker ticker;
  private final boolean terminal;
  private final long total;
  private final ReplayCounts counts;
  private final long started;
  private long drawn;
  private boolean shown;

  /// @param total objects to go through
  ProgressBar(PrintWriter out, Ticker ticker, boolean terminal, long total, ReplayCounts counts) {
    this.out = out;
    this.ticker = ticker;
    this.terminal = terminal;
    this.total = total;
    this.counts = counts;
    this.started = ticker.nanos();
    this.drawn = started;
  }

  /// @param done objects gone through
  void update(long done) {
    Duration pause = terminal ? ON_TERMINAL : ELSEWHERE;
    if (ticker.nanos() - drawn >= pause.toNanos()) {
      draw(done);
    }
  }

  /// Leaves the line, so that another may be printed.
  void finish(long done) {
    if (terminal || shown) {
      draw(done);
    }
    if (terminal) {
      out.println();
    }
  }

  /// A line between the bars.
  void say(String line) {
    out.println(terminal ? "\r" + line + "\u001b[K" : line);
    out.flush();
  }

  private void draw(long done) {
    drawn = ticker.nanos();
    shown = true;
    out.print(terminal ? "\r" + line(done) + "\u001b[K" : line(done) + System.lineSeparator());
    out.flush();
  }

  String line(long done) {
    long nanos = Math.max(1, ticker.nanos() - started);
    double part = total == 0 ? 1 : Math.min(1, done / (double) total);
    int filled = (int) (part * WIDTH);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%  sent %,d  not sent %,d  %,.0f/s%s",
        "#".repeat(filled),
        "-".repeat(WIDTH - filled),
        Math.floor(part * 100),
        counts.sent(),
        counts.notSent(),
        counts.sent() * 1e9 / nanos,
        done == 0 || done >= total ? "" : "  ETA " + left(nanos, part));
  }

  private static String left(long nanos, double part) {
    Duration left = Duration.ofNanos((long) (nanos * (1 - part) / part));
    return left.toHours() > 0
        ? "%d:%02d:%02d".formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart())
        : "%d:%02d".formatted(left.toMinutes(), left.toSecondsPart());
  }
}
