package dev.sluice.archiver.command;

import dev.sluice.archiver.fuse.Fuse;
import dev.sluice.archiver.fuse.TimeToLive.State;
import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Shows people what a fuse waits for.
final class FuseScreen implements Fuse.Listener {
  private final PrintWriter err;
  private final Duration timeout;
  private final long began = System.nanoTime();
  private final boolean terminal = System.console() != null && System.console().isTerminal();
  private Fuse.@Nullable Step told;
  private long toldAt = began;

  FuseScreen(PrintWriter err, Duration timeout) {
    this.err = err;
    this.timeout = timeout;
  }

  @Override
  public void at(Fuse.Step step, State state) {
    boolean again = step == told && System.nanoTime() - toldAt < pause().toNanos();
    if (again) {
      return;
    }
    told = step;
    toldAt = System.nanoTime();
    String line =
        "%s  %s  (of %s at most)"
            .formatted(
                text(Duration.ofNanos(System.nanoTime() - began)),
                switch (step) {
                  case REFUSED ->
                      "AWS says "
                          + state
                          + " and refuses another change so soon after the last, for up to an hour;"
                          + " asking again";
                  case TAKEN -> "AWS has taken the change, which may need an hour";
                  case SPREADING -> "AWS says " + state + "; not everywhere yet";
                },
                text(timeout));
    err.print(terminal ? "\r" + line + "\u001b[K" : line + System.lineSeparator());
    err.flush();
  }

  private Duration pause() {
    return terminal ? Duration.ZERO : Duration.ofMinutes(1);
  }

  void finish() {
    if (terminal && told != null) {
      err.println();
    }
  }

  private static String text(Duration duration) {
    return "%d:%02d:%02d"
        .formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
  }
}
