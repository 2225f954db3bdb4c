package dev.sluice.e2e.chaos;

import dev.sluice.e2e.guarantee.Verdict;
import dev.sluice.simulator.SendLog;
import java.util.Locale;
import java.util.Set;

/// What became of a run.
///
/// @param done whether the workers came to the end of their work by themselves
/// @param notLive workers that told a liveness probe to have them restarted, though only something
///   around them was wrong
public record ChaosOutcome(
    SendLog.Totals sent, boolean done, Set<String> notLive, Verdict verdict) {

  public ChaosOutcome {
    notLive = Set.copyOf(notLive);
  }

  public boolean isKept() {
    return done && notLive.isEmpty() && verdict.isKept();
  }

  /// Lines for people.
  public String text() {
    return String.format(
            Locale.ROOT,
            "sent %,d: %,d fresh, %,d duplicates, %,d to be rejected; %,d perhaps twice on the"
                + " stream%n",
            sent.sent(),
            sent.fresh(),
            sent.duplicates(),
            sent.rejected(),
            sent.perhapsTwice())
        + verdict.table()
        + line("RECOVERS_BY_ITSELF", done, "the work was not done in time")
        + line("LIVENESS_STAYS_ON", notLive.isEmpty(), "off at " + notLive);
  }

  private static String line(String name, boolean kept, String otherwise) {
    return String.format("%-24s %s%n", name, kept ? "kept" : "BROKEN: " + otherwise);
  }
}
