package dev.sluice.e2e.guarantee;

import java.util.List;
import java.util.Locale;

/// Every promise that concerns the run, judged, and on what evidence.
///
/// @param evidence one line of counts
public record Verdict(List<Judgement> judgements, String evidence) {
  private static final int SHOWN = 10;

  public Verdict {
    judgements = List.copyOf(judgements);
  }

  public static Verdict of(History history) {
    return new Verdict(
        Promise.all().stream()
            .filter(promise -> promise.concerns(history))
            .map(promise -> promise.judge(history))
            .toList(),
        evidenceOf(history));
  }

  private static String evidenceOf(History history) {
    StoreFacts store = history.store();
    return String.format(
        Locale.ROOT,
        "%,d sends, %,d records on the stream, %,d events, %,d claims, %,d states, %,d dead"
            + " letters, %,d checkpoint samples, %,d traces, %,d metric samples",
        history.sends().size(),
        history.stream().sends().size() + history.stream().unknown().size(),
        store.events().size(),
        store.claims().size(),
        store.states().size(),
        store.letters().size(),
        history.checkpoints().size(),
        history.traces().size(),
        history.metrics().size());
  }

  /// Whether every promise was kept; one without evidence was not.
  public boolean isKept() {
    return judgements.stream().allMatch(one -> one.outcome() == Judgement.Outcome.KEPT);
  }

  public List<Breach> breaches() {
    return judgements.stream().flatMap(one -> one.breaches().stream()).toList();
  }

  /// A line a promise, with the first breaches of each below it.
  public String table() {
    StringBuilder table = new StringBuilder("evidence: ").append(evidence).append('\n');
    for (Judgement one : judgements) {
      table.append(
          String.format(
              Locale.ROOT,
              "%-24s %-8s %,10d judged%n",
              one.promise(),
              one.outcome().name().toLowerCase(Locale.ROOT),
              one.judged()));
      one.breaches().stream()
          .limit(SHOWN)
          .forEach(breach -> table.append("    ").append(breach).append('\n'));
      if (one.breaches().size() > SHOWN) {
        table.append("    and ").append(one.breaches().size() - SHOWN).append(" more\n");
      }
    }
    return table.toString();
  }
}
