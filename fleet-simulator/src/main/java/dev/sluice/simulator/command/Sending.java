package dev.sluice.simulator.command;

import dev.sluice.simulator.FleetRun;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.Progress;
import dev.sluice.simulator.SendLog;
import dev.sluice.simulator.Timeline;
import dev.sluice.simulator.pace.Pacer;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToDoubleFunction;

/// Runs a timeline to its end or to Ctrl-C, with a line of progress, and says at the end what was
/// sent.
final class Sending {
  private final PrintWriter out;
  private final boolean quiet;
  private final ToDoubleFunction<Progress> fractionDone;

  /// @param fractionDone in 0 to 1; 0 where the end is unknown
  Sending(PrintWriter out, boolean quiet, ToDoubleFunction<Progress> fractionDone) {
    this.out = out;
    this.quiet = quiet;
    this.fractionDone = fractionDone;
  }

  void run(Timeline timeline, Pacer pacer, IngestPoint ingest) throws InterruptedException {
    SendLog log = SendLog.counting();
    CountDownLatch summarised = new CountDownLatch(1);
    try (FleetRun run = FleetRun.start(timeline, pacer, ingest, log, this::report)) {
      Thread hook = new Thread(() -> stop(run, summarised), "stop-sending");
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        SendLog.Totals totals = run.await();
        out.println(summary(totals, log));
        out.flush();
      } finally {
        summarised.countDown();
        forget(hook);
      }
    }
  }

  private static void stop(FleetRun run, CountDownLatch summarised) {
    try {
      run.stop();
      summarised.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // the hook is running: it is what ended the run
    }
  }

  private void report(Progress progress) {
    if (!quiet) {
      out.println(line(progress));
      out.flush();
    }
  }

  private String line(Progress progress) {
    double done = fractionDone.applyAsDouble(progress);
    String behind =
        progress.forgiven().toSeconds() == 0 ? "" : "  behind by " + clock(progress.forgiven());
    return String.format(
        Locale.ROOT,
        "%s  sent %,d  acknowledged %,d  %,.0f/s%s%s",
        clock(progress.elapsed()),
        progress.totals().sent(),
        progress.totals().acknowledged(),
        progress.perSecond(),
        done <= 0 || progress.over() ? "" : "  " + left(progress.elapsed(), done),
        behind);
  }

  private static String left(Duration elapsed, double done) {
    return "ETA " + clock(Duration.ofMillis((long) (elapsed.toMillis() * (1 - done) / done)));
  }

  private static String clock(Duration duration) {
    return String.format(
        Locale.ROOT,
        "%d:%02d:%02d",
        duration.toHours(),
        duration.toMinutesPart(),
        duration.toSecondsPart());
  }

  private static String summary(SendLog.Totals totals, SendLog log) {
    String text =
        String.format(
            Locale.ROOT,
            "sent %,d events, %,d acknowledged: %,d fresh, %,d duplicates, %,d to be rejected",
            totals.sent(),
            totals.acknowledged(),
            totals.fresh(),
            totals.duplicates(),
            totals.rejected());
    String rejected =
        log.rejectionsByReason().isEmpty() ? text : text + " " + log.rejectionsByReason();
    return log.refusalsByReason().isEmpty()
        ? rejected
        : rejected + "\nrefused on arrival " + log.refusalsByReason();
  }
}
