package dev.sluice.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Cuts many items into requests of a few, and keeps some of them under way at once, each on a
/// virtual thread of its own.
///
/// @param parallel requests under way at once for one caller
public record Requests(int parallel) {
  public Requests {
    if (parallel < 1) {
      throw new IllegalArgumentException("parallel requests " + parallel + " is not at least 1");
    }
  }

  /// A request for some items; answers one result per item, in order.
  public interface Request<I, R> {
    List<R> send(List<I> items) throws ShardReleased, InterruptedException;
  }

  /// As [Request], but the service may refuse it as a whole.
  public interface RefusableRequest<I, R> {
    List<R> send(List<I> items) throws ShardReleased, CallRefused, InterruptedException;
  }

  /// A request on its way.
  private record Sent<R>(FutureTask<List<R>> answer, Thread thread) {
    static <R> Sent<R> start(FutureTask<List<R>> answer) {
      return new Sent<>(answer, Thread.ofVirtual().name("request").start(answer));
    }
  }

  /// When it returns or throws, no request is under way any more: what is given up must not go on
  /// writing behind the back of the next owner of the shard, or on a client that is closed.
  ///
  /// @return a result per item, in order
  public <I, R> List<R> inParallel(List<I> items, int perRequest, Request<I, R> request)
      throws ShardReleased, InterruptedException {
    if (items.size() <= perRequest) {
      return items.isEmpty() ? List.of() : request.send(items);
    }
    Semaphore permits = new Semaphore(parallel);
    List<Sent<R>> sent = new ArrayList<>();
    try {
      for (int from = 0; from < items.size(); from += perRequest) {
        List<I> chunk = items.subList(from, Math.min(items.size(), from + perRequest));
        permits.acquire();
        sent.add(Sent.start(new FutureTask<>(() -> releasing(permits, chunk, request))));
      }
      List<R> results = new ArrayList<>(items.size());
      for (Sent<R> one : sent) {
        results.addAll(answerOf(one));
      }
      return results;
    } finally {
      sent.forEach(one -> one.thread().interrupt());
      for (Sent<R> one : sent) {
        one.thread().join();
      }
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

  private static <R> List<R> answerOf(Sent<R> sent) throws ShardReleased, InterruptedException {
    try {
      return sent.answer().get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case ShardReleased released -> throw released;
        case InterruptedException interrupted -> throw interrupted;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  /// Sends a request; when it is refused as a whole, its halves, down to the item that is refused.
  public static <I, R> List<R> bisecting(
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
