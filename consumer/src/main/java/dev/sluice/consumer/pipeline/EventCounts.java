package dev.sluice.consumer.pipeline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Counts events so that nothing can hide: `received = stored + duplicate + rejected + erased +
/// released + in flight`.
///
/// Erased are events whose id is that of an event that was erased; they are ignored. Released are
/// events of batches that were given up unfinished; whoever reads them next receives them again. An
/// undecodable record or line counts as one.
public final class EventCounts {
  private static final String EVENTS = "sluice.events";

  private final MeterRegistry registry;
  private final Counter received;
  private final Counter stored;
  private final Counter duplicate;
  private final Counter erased;
  private final Counter released;
  private final AtomicLong inFlight = new AtomicLong();

  public EventCounts(MeterRegistry registry) {
    this.registry = registry;
    this.received = outcome("received");
    this.stored = outcome("stored");
    this.duplicate = outcome("duplicate");
    this.erased = outcome("erased");
    this.released = Counter.builder("sluice.events.released").register(registry);
    Gauge.builder("sluice.events.in.flight", inFlight, AtomicLong::get).register(registry);
  }

  private Counter outcome(String outcome) {
    return Counter.builder(EVENTS).tags("outcome", outcome, "reason", "none").register(registry);
  }

  /// Events of a batch whose end is open. Closed without a conclusion, they count as released.
  final class InFlight implements AutoCloseable {
    private final int size;
    private boolean concluded;

    private InFlight(int size) {
      this.size = size;
    }

    void conclude(int storedEvents, int duplicates, int ignored, List<DeadLetter> refused) {
      if (storedEvents + duplicates + ignored + refused.size() != size) {
        throw new IllegalStateException(
            "of %d events %d were stored, %d duplicates, %d erased, %d refused"
                .formatted(size, storedEvents, duplicates, ignored, refused.size()));
      }
      stored.increment(storedEvents);
      duplicate.increment(duplicates);
      erased.increment(ignored);
      refused.forEach(letter -> rejected(letter).increment());
      concluded = true;
    }

    @Override
    public void close() {
      if (!concluded) {
        released.increment(size);
      }
      inFlight.addAndGet(-size);
    }
  }

  InFlight received(int size) {
    inFlight.addAndGet(size);
    received.increment(size);
    return new InFlight(size);
  }

  private Counter rejected(DeadLetter letter) {
    return Counter.builder(EVENTS)
        .tags("outcome", "rejected", "reason", letter.rejection().reason().text())
        .register(registry);
  }
}
