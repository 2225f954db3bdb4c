package dev.sluice.ingest.queue;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works on messages, each on a thread of its own, until each is deleted or back in the queue.
final class Hands {
  private static final Logger LOG = LoggerFactory.getLogger(Hands.class);

  private final Held held;
  private final Delivering delivering;
  private final Leaving leaving;
  private final ExecutorService threads;
  private final Stop stop;
  private final Clock clock;
  private final Set<Pulse> pulses = ConcurrentHashMap.newKeySet();

  Hands(
      Held held,
      Delivering delivering,
      Leaving leaving,
      ExecutorService threads,
      Stop stop,
      Clock clock) {
    this.held = held;
    this.delivering = delivering;
    this.leaving = leaving;
    this.threads = threads;
    this.stop = stop;
    this.clock = clock;
  }

  /// Two ways out of here.
  record Leaving(SubmissionQueue queue, Deletions deletions, IntakeMeters meters) {
    void delete(Delivery delivery) throws InterruptedException {
      try {
        if (deletions.delete(delivery).get()) {
          meters.deleted();
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("deletions never fail, they say no", e);
      }
    }

    void giveBack(Delivery delivery) {
      try {
        queue.hide(List.of(delivery), Duration.ZERO);
      } catch (QueueAwayException e) {
        LOG.warn("message {} comes back only when its time is over", delivery.messageId(), e);
      }
      meters.returned();
    }
  }

  /// For a message that has its room reserved. After the end it goes back at once.
  void take(Delivery delivery) {
    held.add(delivery);
    leaving.meters().received(delivery);
    try {
      threads.execute(() -> work(delivery));
    } catch (RejectedExecutionException e) {
      leaving.giveBack(delivery);
      held.remove(delivery);
    }
  }

  private void work(Delivery delivery) {
    Pulse pulse = new Pulse(clock);
    pulses.add(pulse);
    try {
      if (delivering.deliver(delivery, stop, pulse)) {
        leaving.delete(delivery);
      } else {
        leaving.giveBack(delivery);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("message {} failed and comes back later", delivery.messageId(), e);
    } finally {
      pulses.remove(pulse);
      held.remove(delivery);
    }
  }

  Held held() {
    return held;
  }

  Set<Pulse> pulses() {
    return pulses;
  }
}
