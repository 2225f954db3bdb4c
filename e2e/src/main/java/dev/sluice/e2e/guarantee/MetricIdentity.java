package dev.sluice.e2e.guarantee;

import dev.sluice.e2e.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a worker process counts adds up: received = stored + duplicate + rejected + erased +
/// released + in flight, with nothing in flight at rest; and what it counts is what its trace
/// tells. A killed process is judged by the samples that it gave.
///
/// Valid, as received = stored + duplicate + rejected + released + in flight, erased being 0:
/// - 9 = 5 + 1 + 1 + 0 + 2, at rest 9 = 7 + 1 + 1 + 0 + 0
/// - 9 = 5 + 1 + 1 + 0 + 1, then 12 = 8 + 2 + 1 + 0 + 1: the first was read between two additions
/// - 9 = 5 + 1 + 1 + 0 + 2, then killed
///
/// Invalid:
/// - at rest 9 = 6 + 1 + 1 + 0 + 0: one is missing
/// - 9 = 5 + 1 + 1 + 0 + 1, then 12 = 7 + 2 + 1 + 0 + 1, then killed: off, and never right again
/// - at rest 9 = 6 + 1 + 1 + 0 + 1: what is in flight stays there
/// - at rest 9 = 7 + 1 + 1 + 0 + 0, with a trace of 10 records in batches that were done, or of 8
///   in all that were begun; and likewise of what was stored
public record MetricIdentity() implements Promise {
  static final String NAME = "METRIC_IDENTITY";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Judgement judge(History history) {
    Map<String, List<MetricSample>> byProcess =
        history.metrics().stream()
            .sorted(Comparator.comparing(MetricSample::at))
            .collect(
                Collectors.groupingBy(MetricSample::process, TreeMap::new, Collectors.toList()));
    List<Breach> breaches = new ArrayList<>();
    byProcess.values().forEach(samples -> judge(samples, breaches));
    for (Trace trace : history.traces()) {
      List<MetricSample> samples = byProcess.getOrDefault(trace.process(), List.of());
      if (!samples.isEmpty() && samples.getLast().atRest()) {
        judge(samples.getLast(), Told.by(trace), breaches);
      }
    }
    return new Judgement(NAME, history.metrics().size(), breaches);
  }

  /// A sum that is off because of when it was read comes right again; one that lost something never
  /// does, since counters only grow.
  private static void judge(List<MetricSample> samples, List<Breach> breaches) {
    int right = samples.size();
    while (right > 0 && !samples.get(right - 1).tally().isComplete()) {
      right--;
    }
    int off = samples.size() - right;
    if (off > 1 || (off == 1 && samples.getLast().atRest())) {
      breaches.add(
          breach(samples.get(right), sum(samples.get(right).tally()), "a sum that is right"));
    }
    for (MetricSample sample : samples) {
      if (sample.atRest() && sample.tally().inFlight() != 0) {
        breaches.add(breach(sample, sample.tally().inFlight() + " in flight at rest", "0"));
      }
    }
  }

  /// What a trace tells must have been counted, and what may have been.
  private record Told(
      long receivedAtLeast, long receivedAtMost, long storedAtLeast, long storedAtMost) {

    private static Told by(Trace trace) {
      List<Batch> batches = Batch.of(trace);
      try (Stream<TraceEntry> entries = trace.entries()) {
        StoredCount stored = new StoredCount();
        entries.forEach(stored::note);
        return new Told(
            records(batches.stream().filter(batch -> batch.done() != null)),
            records(batches.stream()),
            stored.inDone,
            stored.all);
      }
    }

    private static long records(Stream<Batch> batches) {
      return batches.mapToLong(batch -> batch.begun().records()).sum();
    }
  }

  private static final class StoredCount {
    private final Map<String, Long> current = new TreeMap<>();
    private long inDone;
    private long all;

    private void note(TraceEntry entry) {
      switch (entry) {
        case TraceEntry.BatchBegun begun -> current.put(begun.session(), 0L);
        case TraceEntry.Stored stored -> {
          all++;
          current.merge(stored.session(), 1L, Long::sum);
        }
        case TraceEntry.BatchDone done -> {
          Long storedInBatch = current.remove(done.session());
          inDone += storedInBatch == null ? 0 : storedInBatch;
        }
        case TraceEntry.Opened _,
            TraceEntry.Claimed _,
            TraceEntry.Refreshed _,
            TraceEntry.DeadLettered _,
            TraceEntry.Closed _ -> {}
      }
    }
  }

  private static void judge(MetricSample sample, Told told, List<Breach> breaches) {
    Tally tally = sample.tally();
    within(
        sample, "received", tally.received(), told.receivedAtLeast, told.receivedAtMost, breaches);
    within(sample, "stored", tally.stored(), told.storedAtLeast, told.storedAtMost, breaches);
  }

  private static void within(
      MetricSample sample, String count, long found, long least, long most, List<Breach> breaches) {
    if (found < least || found > most) {
      breaches.add(
          breach(
              sample,
              "%d %s".formatted(found, count),
              "by its trace, %d to %d".formatted(least, most)));
    }
  }

  private static Breach breach(MetricSample sample, String found, String expected) {
    return new Breach(NAME, List.of(sample.process()), found + " at " + sample.at(), expected);
  }

  private static String sum(Tally tally) {
    return String.format(
        Locale.ROOT,
        "%d received = %d stored + %d duplicate + %d rejected + %d erased + %d released + %d in flight",
        tally.received(),
        tally.stored(),
        tally.duplicate(),
        tally.allRejected(),
        tally.erased(),
        tally.released(),
        tally.inFlight());
  }
}
