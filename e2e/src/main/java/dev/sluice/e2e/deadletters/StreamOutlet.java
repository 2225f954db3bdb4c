package dev.sluice.e2e.deadletters;

import dev.sluice.simulator.Acknowledgement;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.pace.Pacer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

/// Sends letters in small batches: begin the attempts, send those that are ours, note what Kinesis
/// took. Whatever dies in between leaves attempts begun and not noted, at most a batch of them.
final class StreamOutlet implements Outlet {
  private static final int MOST_LETTERS = 500;
  private static final long MOST_BYTES = 4 << 20;
  private static final int MARKED_AT_ONCE = 32;
  private static final double BATCHES_A_SECOND = 4;

  private final ReplayMarks marks;
  private final IngestPoint ingest;
  private final Pacer pacer;
  private final double perSecond;
  private final ReplayCounts counts;
  private final List<Attempt> batch = new ArrayList<>();
  private long bytes;
  private long begun;

  /// @param pacer whose time begins now
  StreamOutlet(
      ReplayMarks marks, IngestPoint ingest, Pacer pacer, double perSecond, ReplayCounts counts) {
    this.marks = marks;
    this.ingest = ingest;
    this.pacer = pacer;
    this.perSecond = perSecond;
    this.counts = counts;
  }

  @Override
  public void take(Attempt attempt) throws InterruptedException {
    batch.add(attempt);
    bytes += attempt.ready().record().bytes().length;
    if (batch.size() >= Math.clamp((long) (perSecond / BATCHES_A_SECOND), 1, MOST_LETTERS)
        || bytes >= MOST_BYTES) {
      flush();
    }
  }

  /// Nothing that a stop finds still gathered is begun.
  @Override
  public void flush() throws InterruptedException {
    List<Attempt> attempts = List.copyOf(batch);
    batch.clear();
    bytes = 0;
    if (attempts.isEmpty() || !pacer.await((long) (begun * 1e9 / perSecond))) {
      return;
    }
    begun += attempts.size();
    List<Attempt> ours =
        attempts.stream()
            .gather(Gatherers.mapConcurrent(MARKED_AT_ONCE, this::begin))
            .flatMap(List::stream)
            .toList();
    counts.unfinished(attempts.size());
    List<Acknowledgement> taken =
        ingest.send(ours.stream().map(attempt -> attempt.ready().record()).toList());
    long noted =
        IntStream.range(0, ours.size())
            .boxed()
            .gather(Gatherers.mapConcurrent(MARKED_AT_ONCE, i -> note(ours.get(i), taken.get(i))))
            .count();
    counts.unfinished((int) -noted);
    counts.sent((int) noted);
  }

  private List<Attempt> begin(Attempt attempt) {
    return marks.begin(attempt.letter(), attempt.number()) ? List.of(attempt) : List.of();
  }

  private boolean note(Attempt attempt, Acknowledgement at) {
    marks.sent(attempt.letter(), attempt.number(), at);
    return true;
  }
}
