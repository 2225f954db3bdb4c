package dev.sluice.e2e.bench.query;

import dev.sluice.e2e.bench.server.Spread;
import java.io.PrintWriter;
import java.util.Locale;

/// The figures of a run, each beside its target.
///
/// @param dayRequests to the store for 1,000 events within a day
/// @param daysRequests to the store for 1,000 events of `days` days
record QueryReport(
    Latest latest, Uncached uncached, long dayRequests, long daysRequests, int days) {
  private static final double PER_CORE = 10_000;
  private static final double P99_MILLIS = 10;
  private static final double CPU_RATIO = 1.5;
  private static final double STORE_RATIO = 0.8;
  private static final int DAY_REQUESTS = 3;

  /// Answers from the cache.
  ///
  /// @param perCore requests a second of the server's processor time
  /// @param bareCore of the bare server's
  /// @param cpuRatio of the two, round by round
  /// @param p99Millis at the paced rate
  record Latest(
      Spread perCore, Spread bareCore, Spread cpuRatio, double p99Millis, double pacedRate) {
    private boolean isFast() {
      return perCore.median() >= PER_CORE;
    }

    private boolean isPrompt() {
      return p99Millis <= P99_MILLIS;
    }

    private boolean isCheap() {
      return cpuRatio.median() <= CPU_RATIO;
    }
  }

  /// Consistent reads.
  ///
  /// @param bare the same reads by DynamoDB's client
  /// @param ratio of the two, round by round
  record Uncached(Spread perSecond, Spread bare, Spread ratio) {
    private boolean isFast() {
      return ratio.median() >= STORE_RATIO;
    }
  }

  boolean meetsTargets() {
    return latest.isFast()
        && latest.isPrompt()
        && latest.isCheap()
        && uncached.isFast()
        && dayRequests <= DAY_REQUESTS
        && daysRequests <= days + 2;
  }

  void print(PrintWriter out) {
    out.println();
    row(
        out,
        "latest, from cache",
        latest.perCore().text("%,.0f") + " requests/s of a core",
        "at least 10,000",
        latest.isFast());
    row(
        out,
        "p99",
        String.format(
            Locale.ROOT, "%.2f ms at %,.0f requests/s", latest.p99Millis(), latest.pacedRate()),
        "at most 10 ms at half of that rate",
        latest.isPrompt());
    row(
        out,
        "CPU per request",
        latest.cpuRatio().text("%.2f")
            + " of a bare endpoint's, which does "
            + latest.bareCore().text("%,.0f"),
        "at most 1.5",
        latest.isCheap());
    row(
        out,
        "uncached",
        "%s of the client alone; %s/s and %s/s"
            .formatted(
                uncached.ratio().text("%.2f"),
                uncached.perSecond().text("%,.0f"),
                uncached.bare().text("%,.0f")),
        "at least 0.80",
        uncached.isFast());
    row(
        out,
        "history",
        dayRequests + " store requests for 1,000 events of a day",
        "at most 3",
        dayRequests <= DAY_REQUESTS);
    row(
        out,
        "",
        daysRequests + " store requests for 1,000 events of " + days + " days",
        "at most " + (days + 2),
        daysRequests <= days + 2);
    out.println(meetsTargets() ? "All targets met." : "NOT all targets met.");
    out.flush();
  }

  private static void row(
      PrintWriter out, String name, String value, String target, boolean isMet) {
    out.printf(Locale.ROOT, "%-20s %s   [%s: %s]%n", name, value, target, isMet ? "met" : "MISSED");
  }
}
