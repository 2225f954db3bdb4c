package dev.sluice.ingest.queue;

import dev.sluice.ingest.publish.NotAcknowledgedException;
import dev.sluice.ingest.publish.Offer;
import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.ingest.submission.Reading;
import dev.sluice.ingest.submission.SubmissionReader;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The life of one message: read, put onto the stream or kept as a dead letter. Tries as long as it
/// takes, because the message is safe where it is; when it is time to stop, what is on its way to
/// the stream is waited for and all else goes back to the queue.
final class Delivering {
  private static final Logger LOG = LoggerFactory.getLogger(Delivering.class);

  private final SubmissionReader reader;
  private final Intake.Ends ends;
  private final Valve valve;
  private final Duration patience;
  private final Clock clock;
  private final IntakeMeters meters;
  private volatile boolean keepsDeadLetters = true;

  Delivering(
      SubmissionReader reader,
      Intake.Ends ends,
      Valve valve,
      Duration patience,
      Clock clock,
      IntakeMeters meters) {
    this.reader = reader;
    this.ends = ends;
    this.valve = valve;
    this.patience = patience;
    this.clock = clock;
    this.meters = meters;
  }

  /// @return whether the message has done its duty and may be deleted
  boolean deliver(Delivery delivery, Stop stop, Pulse pulse) throws InterruptedException {
    Reading reading = reader.read(delivery.body(), delivery.sent(), clock.instant());
    return switch (reading) {
      case Reading.Accepted accepted -> publish(accepted.events(), stop, pulse);
      case Reading.Refused refused -> keep(delivery, refused, stop, pulse);
    };
  }

  private boolean publish(List<StreamEntry> events, Stop stop, Pulse pulse)
      throws InterruptedException {
    while (true) {
      Offer offer = ends.publisher().offer(events, patience);
      if (offer instanceof Offer.Taken(CompletableFuture<Void> acknowledged)) {
        if (isAcknowledged(acknowledged)) {
          meters.accepted();
          return true;
        }
        if (stop.isRequested()) {
          return false;
        }
      } else {
        Duration retryAfter = retryAfter(offer);
        valve.shut(retryAfter);
        if (stop.withinAbout(retryAfter)) {
          return false;
        }
      }
      pulse.beat();
    }
  }

  private static Duration retryAfter(Offer offer) {
    return switch (offer) {
      case Offer.Full(Duration retryAfter) -> retryAfter;
      case Offer.Away(Duration retryAfter) -> retryAfter;
      case Offer.Taken _ -> Duration.ZERO;
    };
  }

  private static boolean isAcknowledged(CompletableFuture<Void> future)
      throws InterruptedException {
    try {
      future.get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NotAcknowledgedException) {
        return false;
      }
      throw new IllegalStateException("the publisher failed in a way that it should not", e);
    }
  }

  private boolean keep(Delivery delivery, Reading.Refused refused, Stop stop, Pulse pulse)
      throws InterruptedException {
    Pauses pauses = new Pauses();
    while (true) {
      try {
        ends.refused().keep(delivery, refused);
        keepsDeadLetters = true;
        meters.refused(refused.rejection().reason());
        return true;
      } catch (RuntimeException e) {
        meters.letterFailed();
        if (keepsDeadLetters) {
          LOG.warn("the dead letter of message {} is not kept yet", delivery.messageId(), e);
        }
        keepsDeadLetters = false;
      }
      pulse.beat();
      if (stop.withinAbout(pauses.next())) {
        return false;
      }
    }
  }

  boolean keepsDeadLetters() {
    return keepsDeadLetters;
  }
}
