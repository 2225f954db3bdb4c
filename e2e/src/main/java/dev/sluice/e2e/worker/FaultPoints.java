package dev.sluice.e2e.worker;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// The points of this process at which something is to happen. Thread-safe.
final class FaultPoints {
  /// As a process that was killed with signal 9 appears to a shell.
  static final int EXIT = 137;

  private final Consumer<Report> reports;
  private final Runnable halt;
  private final Map<FaultPoint, Integer> crashes = new EnumMap<>(FaultPoint.class);
  private final Set<FaultPoint> holds = EnumSet.noneOf(FaultPoint.class);

  /// @param halt ends the process on the spot
  FaultPoints(Consumer<Report> reports, Runnable halt) {
    this.reports = reports;
    this.halt = halt;
  }

  /// No hook runs and nothing is flushed, as if the power had gone.
  static FaultPoints halting(Consumer<Report> reports) {
    return new FaultPoints(reports, () -> Runtime.getRuntime().halt(EXIT));
  }

  synchronized void crash(Order.Crash order) {
    crashes.put(order.point(), order.times());
  }

  synchronized void hold(Order.Hold order) {
    holds.add(order.point());
  }

  synchronized void release() {
    holds.clear();
    notifyAll();
  }

  synchronized boolean isArmed(FaultPoint point) {
    return crashes.containsKey(point) || holds.contains(point);
  }

  /// Does what is ordered for the point. A hold ends with a release or an interrupt only: leases
  /// are renewed meanwhile, for that is another thread's work.
  synchronized void meet(FaultPoint point) throws InterruptedException {
    Integer times = crashes.computeIfPresent(point, (met, left) -> left - 1);
    if (times != null && times == 0) {
      reports.accept(new Report.Crashing(point));
      halt.run();
    }
    if (holds.contains(point)) {
      reports.accept(new Report.Holding(point));
      while (holds.contains(point)) {
        wait();
      }
    }
  }
}
