package dev.sluice.ingest.publish.kinesis;

import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.ingest.publish.outbox.Answer;
import dev.sluice.ingest.publish.outbox.Answer.Answered;
import dev.sluice.ingest.publish.outbox.Answer.Result;
import dev.sluice.ingest.publish.outbox.ShardMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// A stream in memory that does what a test tells it: the script's next line for each call, then
/// what it does always.
final class ScriptedStream implements StreamPort {

  /// What becomes of a call.
  sealed interface Line {
    /// Of each record, whether it is stored; the others are throttled.
    record Stores(Predicate<StreamEntry> chosen) implements Line {}

    /// Stores nothing, or all of it, but does not answer.
    record Fails(boolean isStored) implements Line {}

    /// Throws what no port should.
    record Throws() implements Line {}

    /// Stores all, once it may.
    record Waits(CountDownLatch until) implements Line {}
  }

  static final Line STORES_ALL = new Line.Stores(entry -> true);
  static final Line FAILS = new Line.Fails(false);

  private final Queue<Line> script = new ConcurrentLinkedQueue<>();
  private final List<StreamEntry> stored = new ArrayList<>();
  final AtomicInteger calls = new AtomicInteger();
  private volatile Line always = STORES_ALL;

  void always(Line line) {
    always = line;
  }

  void then(Line line) {
    script.add(line);
  }

  synchronized List<StreamEntry> stored() {
    return List.copyOf(stored);
  }

  @Override
  public Answer put(List<StreamEntry> records) {
    calls.incrementAndGet();
    Line line = script.poll();
    return switch (line == null ? always : line) {
      case Line.Stores(Predicate<StreamEntry> chosen) -> store(records, chosen);
      case Line.Fails(boolean isStored) -> {
        store(records, entry -> isStored);
        yield new Answer.Unanswered("no_answer", new IllegalStateException("scripted"));
      }
      case Line.Throws() -> throw new IllegalStateException("scripted");
      case Line.Waits(CountDownLatch until) -> {
        awaitQuietly(until);
        yield store(records, entry -> true);
      }
    };
  }

  private synchronized Answer store(List<StreamEntry> records, Predicate<StreamEntry> chosen) {
    List<Result> results = new ArrayList<>();
    for (StreamEntry record : records) {
      if (chosen.test(record)) {
        stored.add(record);
        results.add(new Result.Stored("shard"));
      } else {
        results.add(new Result.Throttled("ProvisionedThroughputExceededException"));
      }
    }
    return new Answered(results);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public ShardMap shards() {
    return ShardMap.UNKNOWN;
  }
}
