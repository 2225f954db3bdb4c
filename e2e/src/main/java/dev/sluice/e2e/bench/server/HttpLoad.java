package dev.sluice.e2e.bench.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// Asks a server over connections that stay, one request after the other on each.
///
/// @param exchange the n-th request of a connection and its answer
public record HttpLoad(InetSocketAddress server, int connections, Exchange exchange) {
  private static final long LONGEST_MICROS = 60_000_000;
  private static final int DIGITS = 3;

  /// Asks once.
  @FunctionalInterface
  public interface Exchange {
    void run(HttpConnection connection, int request) throws IOException;
  }

  /// What came of it.
  ///
  /// @param micros from when each request was due
  public record Result(long requests, Duration length, Histogram micros) {
    public double perSecond() {
      return requests * 1e9 / length.toNanos();
    }
  }

  /// As fast as the server answers.
  public Result flatOut(Duration length) throws InterruptedException {
    return run(length, 0);
  }

  /// So many a second, whether or not the server keeps up: a late request counts from when it was
  /// due.
  public Result paced(double perSecond, Duration length) throws InterruptedException {
    return run(length, (long) (connections * 1e9 / perSecond));
  }

  private Result run(Duration length, long everyNanos) throws InterruptedException {
    long begun = System.nanoTime();
    List<Future<Histogram>> parts = new ArrayList<>();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (int i = 0; i < connections; i++) {
        long first = begun + everyNanos * i / connections;
        long end = begun + length.toNanos();
        int number = i;
        parts.add(threads.submit(() -> ask(number, first, end, everyNanos)));
      }
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    Histogram all = new Histogram(LONGEST_MICROS, DIGITS);
    try {
      for (Future<Histogram> part : parts) {
        all.add(part.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a request failed", e.getCause());
    }
    return new Result(all.getTotalCount(), took, all);
  }

  private Histogram ask(int number, long first, long end, long everyNanos) throws IOException {
    Histogram micros = new Histogram(LONGEST_MICROS, DIGITS);
    try (HttpConnection connection = new HttpConnection(server)) {
      long due = first;
      for (int request = number; due < end; request++) {
        for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
          LockSupport.parkNanos(due - now);
        }
        exchange.run(connection, request);
        long now = System.nanoTime();
        micros.recordValue(Math.min(LONGEST_MICROS, (now - due) / 1_000));
        due = everyNanos == 0 ? now : due + everyNanos;
      }
    }
    return micros;
  }
}
