package dev.sluice.ingest.queue;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks for messages for as long as there is room for them, and hands them on.
final class Poller implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final SubmissionQueue queue;
  private final PollOptions options;
  private final Valve valve;
  private final Hands hands;
  private final Stop stop;
  private final Pulse pulse;
  private final Pauses pauses = new Pauses();
  private volatile boolean answered = true;

  Poller(
      SubmissionQueue queue,
      PollOptions options,
      Valve valve,
      Hands hands,
      Stop stop,
      Pulse pulse) {
    this.queue = queue;
    this.options = options;
    this.valve = valve;
    this.hands = hands;
    this.stop = stop;
    this.pulse = pulse;
  }

  /// Until the stop, whatever goes wrong.
  @Override
  public void run() {
    try {
      while (!stop.isRequested()) {
        pulse.beat();
        Duration pause = poll();
        if (pause.isPositive() && stop.within(pause)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return how long to wait before the next time
  private Duration poll() throws InterruptedException {
    if (!valve.isOpen()) {
      return LOOK_AGAIN;
    }
    int room = hands.held().reserve(options.messagesPerReceive(), LOOK_AGAIN);
    if (room == 0) {
      return Duration.ZERO;
    }
    int taken = 0;
    try {
      List<Delivery> deliveries = queue.receive(room, options.longPoll(), options.visibility());
      taken = deliveries.size();
      answered = true;
      deliveries.forEach(hands::take);
      pauses.reset();
      return Duration.ZERO;
    } catch (QueueAwayException e) {
      if (answered) {
        LOG.warn("the queue does not answer; asking again", e);
      }
      answered = false;
      return pauses.next();
    } finally {
      hands.held().giveBack(room - taken);
    }
  }

  /// Whether the queue answered the last time.
  boolean isAnswered() {
    return answered;
  }

  Pulse pulse() {
    return pulse;
  }
}
