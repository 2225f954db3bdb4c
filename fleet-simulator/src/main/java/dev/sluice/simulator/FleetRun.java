package dev.sluice.simulator;

import dev.sluice.simulator.pace.Pacer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Drives a timeline into an ingest point, on a virtual thread: wait until sends are due, note
/// them, send them, note the acknowledgements. One batch is on its way at a time, which is what
/// keeps order and makes an ingest point that blocks hold the fleet.
public final class FleetRun implements AutoCloseable {
  private static final int MOST_PER_BATCH = 500;

  /// A full batch of one device is 500 calls, one after the other.
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final Timeline timeline;
  private final Pacer pacer;
  private final IngestPoint ingest;
  private final SendLog log;
  private final CompletableFuture<SendLog.Totals> ended = new CompletableFuture<>();
  private final CountDownLatch stopReporting = new CountDownLatch(1);
  private final Thread sender;
  private final Thread reporter;

  private FleetRun(
      Timeline timeline, Pacer pacer, IngestPoint ingest, SendLog log, ProgressListener listener) {
    this.timeline = timeline;
    this.pacer = pacer;
    this.ingest = ingest;
    this.log = log;
    this.sender = Thread.ofVirtual().name("fleet-sender").unstarted(this::run);
    this.reporter = Thread.ofVirtual().name("fleet-progress").unstarted(() -> report(listener));
  }

  /// Starts to send.
  ///
  /// @param ingest stays open: its owner closes it
  /// @param listener told once a second, and once more at the end
  public static FleetRun start(
      Timeline timeline, Pacer pacer, IngestPoint ingest, SendLog log, ProgressListener listener) {
    FleetRun run = new FleetRun(timeline, pacer, ingest, log, listener);
    run.sender.start();
    run.reporter.start();
    return run;
  }

  private void run() {
    try {
      List<SentEvent> batch = nextBatch();
      while (!batch.isEmpty()) {
        send(batch);
        batch = nextBatch();
      }
      ended.complete(log.totals());
    } catch (InterruptedException e) {
      ended.complete(log.totals());
    } catch (RuntimeException e) {
      ended.completeExceptionally(e);
    } finally {
      stopReporting.countDown();
    }
  }

  private List<SentEvent> nextBatch() throws InterruptedException {
    List<SentEvent> batch = new ArrayList<>();
    OptionalLong offset = timeline.nextOffsetNanos();
    if (offset.isEmpty() || !pacer.await(offset.getAsLong())) {
      return batch;
    }
    while (batch.size() < MOST_PER_BATCH && offset.isPresent() && pacer.isDue(offset.getAsLong())) {
      batch.add(timeline.take(pacer.at(offset.getAsLong())));
      offset = timeline.nextOffsetNanos();
    }
    return batch;
  }

  private void send(List<SentEvent> batch) throws InterruptedException {
    batch.forEach(log::sent);
    List<Acknowledgement> acknowledgements =
        ingest.send(batch.stream().map(SentEvent::record).toList());
    for (int i = 0; i < batch.size(); i++) {
      log.acknowledged(batch.get(i).number(), acknowledgements.get(i));
    }
  }

  private void report(ProgressListener listener) {
    long started = System.nanoTime();
    long lastAcknowledged = 0;
    long last = started;
    try {
      boolean over;
      do {
        over = stopReporting.await(1, TimeUnit.SECONDS);
        long now = System.nanoTime();
        SendLog.Totals totals = log.totals();
        double rate = (totals.acknowledged() - lastAcknowledged) * 1e9 / Math.max(1, now - last);
        listener.progressed(
            new Progress(totals, Duration.ofNanos(now - started), rate, pacer.forgiven(), over));
        lastAcknowledged = totals.acknowledged();
        last = now;
      } while (!over);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for the end of the timeline, or for [#stop].
  ///
  /// @throws IngestRefusedException if the ingest point refused for good
  public SendLog.Totals await() throws InterruptedException {
    try {
      SendLog.Totals totals = ended.get();
      reporter.join();
      return totals;
    } catch (ExecutionException e) {
      reporter.join();
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException("the run failed", e);
    }
  }

  public boolean isOver() {
    return ended.isDone();
  }

  /// Sends nothing new and waits up to 20 seconds for what is on its way.
  public SendLog.Totals stop() throws InterruptedException {
    return stop(GRACE);
  }

  /// Sends nothing new, waits for what is on its way, and gives that up after the grace: the log
  /// then says what was not acknowledged.
  public SendLog.Totals stop(Duration grace) throws InterruptedException {
    pacer.stop();
    try {
      ended.get(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException unfinished) {
      sender.interrupt();
    }
    return await();
  }

  /// As [#stop], for callers who have taken what they want.
  @Override
  public void close() {
    try {
      stop();
    } catch (InterruptedException e) {
      sender.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
