package dev.sluice.consumer.dynamodb;

import dev.sluice.stream.CallRefused;
import dev.sluice.stream.ShardReleased;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Cuts many items into requests of a few, and keeps some of them under way at once.
public final class Requests {
  private final ExecutorService threads;
  private final int parallel;

  /// @param threads one virtual thread a task
  /// @param parallel requests under way at once for one caller
  public Requests(ExecutorService threads, int parallel) {
    if (parallel < 1) {
      throw new IllegalArgumentException("parallel requests " + parallel + " is not at least 1");
    }
    this.threads = threads;
    this.parallel = parallel;
  }

  /// A request for some items; answers one result per item, in order.
  public interface Request<I, R> {
    List<R> send(List<I> items) throws ShardReleased, InterruptedException;
  }

  /// As [Request], but the service may refuse it as a whole.
  interface RefusableRequest<I, R> {
    List<R> send(List<I> items) throws ShardReleased, CallRefused, InterruptedException;
  }

  /// @return a result per item, in order
  public <I, R> List<R> inParallel(List<I> items, int perRequest, Request<I, R> request)
      throws ShardReleased, InterruptedException {
    if (items.isEmpty()) {
      return List.of();
    }
    if (items.size() <= perRequest) {
      return request.send(items);
    }
    Semaphore permits = new Semaphore(parallel);
    List<Future<List<R>>> answers = new ArrayList<>();
    try {
      for (int from = 0; from < items.size(); from += perRequest) {
        List<I> chunk = items.subList(from, Math.min(items.size(), from + perRequest));
        permits.acquire();
        answers.add(threads.submit(() -> releasing(permits, chunk, request)));
      }
      List<R> results = new ArrayList<>(items.size());
      for (Future<List<R>> answer : answers) {
        results.addAll(answerOf(answer));
      }
      return results;
    } finally {
      answers.forEach(answer -> answer.cancel(true));
    }
  }

  private static <I, R> List<R> releasing(Semaphore permits, List<I> chunk, Request<I, R> request)
      throws ShardReleased, InterruptedException {
    try {
      return request.send(chunk);
    } finally {
      permits.release();
    }
  }

  private static <T> T answerOf(Future<T> answer) throws ShardReleased, InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case ShardReleased released -> throw released;
        case InterruptedException interrupted -> throw interrupted;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  /// Sends a request; when it is refused as a whole, its halves, down to the item that is refused.
  static <I, R> List<R> bisecting(
      List<I> items, RefusableRequest<I, R> request, Function<String, R> refused)
      throws ShardReleased, InterruptedException {
    try {
      return request.send(items);
    } catch (CallRefused e) {
      if (items.size() == 1) {
        return List.of(refused.apply(String.valueOf(e.getMessage())));
      }
      int half = items.size() / 2;
      List<R> results = new ArrayList<>(bisecting(items.subList(0, half), request, refused));
      results.addAll(bisecting(items.subList(half, items.size()), request, refused));
      return results;
    }
  }
}
