package dev.sluice.e2e.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What a worker process has said so far.
final class Reports {
  private final Set<FaultPoint> held = ConcurrentHashMap.newKeySet();
  private volatile Report.@Nullable Serving serving;
  private volatile Report.@Nullable Crashing crashing;
  private volatile long obeyed;

  private Reports() {}

  /// Listens to the process until it ends.
  static Reports of(Process process) {
    Reports reports = new Reports();
    // no virtual thread: a read of a pipe would keep its carrier from all others
    Thread.ofPlatform()
        .daemon()
        .name("reports of " + process.pid())
        .start(() -> reports.listen(process));
    return reports;
  }

  private void listen(Process process) {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(Report.parse(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(Report report) {
    switch (report) {
      case Report.Serving now -> serving = now;
      case Report.Obeyed(long orders) -> obeyed = orders;
      case Report.Holding(FaultPoint point) -> held.add(point);
      case Report.Crashing now -> crashing = now;
    }
  }

  /// From now on nothing is known to wait, until it is said again.
  void forgetHeld() {
    held.clear();
  }

  Optional<Report.Serving> serving() {
    return Optional.ofNullable(serving);
  }

  Optional<FaultPoint> crashedAt() {
    return Optional.ofNullable(crashing).map(Report.Crashing::point);
  }

  long obeyed() {
    return obeyed;
  }

  boolean isHeld(FaultPoint point) {
    return held.contains(point);
  }
}
