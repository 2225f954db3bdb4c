package dev.sluice.e2e.guarantee;

import dev.sluice.e2e.Tally;
import java.time.Duration;
import java.util.TreeMap;

/// What a forged process counts.
final class Counts {
  long received;
  long stored;
  long duplicate;
  long rejected;
  long inFlight;

  Tally tally() {
    TreeMap<String, Long> byReason = new TreeMap<>();
    byReason.put("not_json", rejected);
    return new Tally(received, stored, duplicate, byReason, 0, 0, inFlight, Duration.ZERO);
  }
}
