package dev.sluice.e2e.chaos;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What happens, told line by line with the time since the start, and kept. Thread-safe.
final class Story {
  private final PrintWriter out;
  private final List<String> lines = new ArrayList<>();
  private long start = System.nanoTime();

  Story(PrintWriter out) {
    this.out = out;
  }

  /// Time counts from now on.
  synchronized void begin() {
    start = System.nanoTime();
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /// With the time in front.
  void happens(String text) {
    plain("%8s  %s".formatted(ChaosScript.clock(elapsed()), text));
  }

  synchronized void plain(String line) {
    lines.add(line);
    out.println(line);
    out.flush();
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }
}
