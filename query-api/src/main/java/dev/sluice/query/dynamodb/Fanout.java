package dev.sluice.query.dynamodb;

import dev.sluice.query.QueryConfig;
import dev.sluice.query.read.StoreUnavailableException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Asks the store several things at a time for one question. All questions together have a bounded
/// number of such calls under way, so that they do not wear out the connections.
@Singleton
public class Fanout {
  /// What one question may have under way.
  static final int WIDTH = 8;

  private static final int MOST_CALLS = 64;

  private final Semaphore free;
  private final Duration patience;

  @Inject
  Fanout(QueryConfig config) {
    this(MOST_CALLS, config.storeTimeout());
  }

  /// @param most calls at a time
  /// @param patience how long a call may wait for its turn
  public Fanout(int most, Duration patience) {
    this.free = new Semaphore(most, true);
    this.patience = patience;
  }

  /// How many connections it may take.
  static int mostCalls() {
    return MOST_CALLS;
  }

  /// @return the results, in order
  /// @throws StoreUnavailableException when a call is not its turn in time; else what a call threw
  <T, R> List<R> all(List<T> questions, Function<T, R> call) {
    Semaphore ours = new Semaphore(WIDTH);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<R>> answers = new ArrayList<>(questions.size());
      try {
        for (T question : questions) {
          ours.acquire();
          answers.add(threads.submit(() -> inTurn(ours, question, call)));
        }
        List<R> results = new ArrayList<>(questions.size());
        for (Future<R> answer : answers) {
          results.add(answer.get());
        }
        return results;
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw cause(e);
      } catch (InterruptedException e) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
        throw new StoreUnavailableException("interrupted while asking the store", e);
      }
    }
  }

  private <T, R> R inTurn(Semaphore ours, T question, Function<T, R> call)
      throws InterruptedException {
    try {
      if (!free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new StoreUnavailableException(
            "too many questions that ask for many things",
            new IllegalStateException("no turn within " + patience));
      }
      try {
        return call.apply(question);
      } finally {
        free.release();
      }
    } finally {
      ours.release();
    }
  }

  private static RuntimeException cause(ExecutionException e) {
    return switch (e.getCause()) {
      case RuntimeException known -> known;
      case Error error -> throw error;
      case null, default -> new IllegalStateException(e);
    };
  }
}
