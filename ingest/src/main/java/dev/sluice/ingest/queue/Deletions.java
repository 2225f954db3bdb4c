package dev.sluice.ingest.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes messages ten at a time. A message that it cannot delete comes back, and its events are
/// recognised by their ids.
final class Deletions implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Deletions.class);
  private static final int ATTEMPTS = 4;

  /// How long the first of a batch waits for others.
  private static final Duration LINGER = Duration.ofMillis(5);

  private static final Duration IDLE = Duration.ofMillis(200);

  private final SubmissionQueue queue;
  private final ExecutorService threads;
  private final Stop stop;
  private final BlockingQueue<Waiting> waiting;

  private record Waiting(Delivery delivery, CompletableFuture<Boolean> deleted) {}

  /// @param most messages that are held at once
  Deletions(SubmissionQueue queue, int most, ExecutorService threads, Stop stop) {
    this.queue = queue;
    this.threads = threads;
    this.stop = stop;
    this.waiting = new ArrayBlockingQueue<>(most);
  }

  /// @return whether it was deleted for sure, once that is known
  CompletableFuture<Boolean> delete(Delivery delivery) {
    CompletableFuture<Boolean> deleted = new CompletableFuture<>();
    waiting.add(new Waiting(delivery, deleted));
    return deleted;
  }

  /// Until the stop.
  @Override
  public void run() {
    try {
      while (!stop.isRequested()) {
        Waiting first = waiting.poll(IDLE.toNanos(), TimeUnit.NANOSECONDS);
        if (first != null) {
          List<Waiting> batch = batch(first);
          threads.execute(() -> delete(batch));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Waiting> batch(Waiting first) throws InterruptedException {
    List<Waiting> batch = new ArrayList<>(SubmissionQueue.BATCH);
    batch.add(first);
    long end = System.nanoTime() + LINGER.toNanos();
    while (batch.size() < SubmissionQueue.BATCH) {
      Waiting next = waiting.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return batch;
      }
      batch.add(next);
    }
    return batch;
  }

  private void delete(List<Waiting> batch) {
    List<Delivery> left = batch.stream().map(Waiting::delivery).toList();
    Pauses pauses = new Pauses();
    try {
      for (int attempt = 1; attempt <= ATTEMPTS && !left.isEmpty(); attempt++) {
        left = attempt(left);
        if (!left.isEmpty() && attempt < ATTEMPTS) {
          TimeUnit.NANOSECONDS.sleep(pauses.next().toNanos());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Set<Delivery> kept = left.stream().collect(Collectors.toSet());
    batch.forEach(one -> one.deleted().complete(!kept.contains(one.delivery())));
  }

  private List<Delivery> attempt(List<Delivery> some) {
    try {
      return queue.delete(some);
    } catch (QueueAwayException e) {
      LOG.warn("{} messages are not deleted yet", some.size(), e);
      return some;
    }
  }
}
