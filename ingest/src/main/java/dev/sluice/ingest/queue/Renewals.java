package dev.sluice.ingest.queue;

import java.time.Duration;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the messages in hand hidden from others, and looks how many wait.
final class Renewals implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Renewals.class);

  /// A renewal may fail twice before a message comes back.
  private static final int PARTS = 4;

  private final SubmissionQueue queue;
  private final Held held;
  private final Duration visibility;
  private final IntakeMeters meters;
  private final Stop stop;

  Renewals(SubmissionQueue queue, Held held, Duration visibility, IntakeMeters meters, Stop stop) {
    this.queue = queue;
    this.held = held;
    this.visibility = visibility;
    this.meters = meters;
    this.stop = stop;
  }

  /// Until the stop.
  @Override
  public void run() {
    try {
      do {
        renew();
        look();
      } while (!stop.within(visibility.dividedBy(PARTS)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void renew() {
    try {
      held.hiddenFor(visibility.dividedBy(PARTS)).stream()
          .gather(Gatherers.windowFixed(SubmissionQueue.BATCH))
          .forEach(some -> {
            queue.hide(some, visibility);
            held.wasHidden(some);
          });
    } catch (QueueAwayException e) {
      LOG.warn("messages in hand are not kept hidden and may be handed out twice", e);
    }
  }

  private void look() {
    try {
      meters.depth(queue.depth());
    } catch (QueueAwayException e) {
      LOG.warn("the depth of the queue is not known", e);
    }
  }
}
