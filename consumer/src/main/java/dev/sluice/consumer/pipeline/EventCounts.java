package dev.sluice.consumer.pipeline;

import dev.sluice.consumer.pipeline.Deduplication.Verdicts;
import dev.sluice.feed.FeedCounts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Counts events so that nothing can hide: `received = stored + duplicate + rejected + erased +
/// released + in flight`.
///
/// Erased are events whose id is that of an event that was erased; they are ignored. Released are
/// events of batches that were given up unfinished; whoever reads them next receives them again. An
/// undecodable record or line counts as one. `sluice.events.unaccounted` is by how much this does
/// not hold of what the counters were told: anything but 0 is a bug, and there is an alarm on it.
public final class EventCounts {
  private static final String EVENTS = "sluice.events";

  private final MeterRegistry registry;
  private final Counter received;
  private final Counter stored;
  private final Counter duplicate;
  private final Counter erased;
  private final Counter released;
  private final Object ledger = new Object();
  private long inFlight;
  private long taken;
  private long concluded;

  public EventCounts(MeterRegistry registry) {
    this.registry = registry;
    this.received = outcome("received");
    this.stored = outcome("stored");
    this.duplicate = outcome("duplicate");
    this.erased = outcome("erased");
    this.released = Counter.builder("sluice.events.released").register(registry);
    Gauge.builder("sluice.events.in.flight", this, EventCounts::inFlight).register(registry);
    Gauge.builder("sluice.events.unaccounted", this, EventCounts::unaccounted).register(registry);
  }

  private Counter outcome(String outcome) {
    return Counter.builder(EVENTS).tags("outcome", outcome, "reason", "none").register(registry);
  }

  /// Events of a batch whose end is open. Closed without a conclusion, they count as released.
  final class InFlight implements AutoCloseable {
    private final int size;
    private boolean over;

    private InFlight(int size) {
      this.size = size;
    }

    /// What has become of them.
    FeedCounts ended(int storedEvents, Verdicts verdicts, List<DeadLetter> refused) {
      SortedMap<String, Long> reasons = new TreeMap<>();
      refused.forEach(letter -> reasons.merge(letter.rejection().reason().text(), 1L, Long::sum));
      return new FeedCounts(size, storedEvents, verdicts.duplicates(), verdicts.erased(), reasons);
    }

    void conclude(FeedCounts ended) {
      long all = ended.stored() + ended.duplicate() + ended.erased() + ended.allRejected();
      if (all != size) {
        throw new IllegalStateException("of %d events this became: %s".formatted(size, ended));
      }
      synchronized (ledger) {
        add(stored, ended.stored());
        add(duplicate, ended.duplicate());
        add(erased, ended.erased());
        ended.rejected().forEach((reason, count) -> add(rejected(reason), count));
        inFlight -= size;
      }
      over = true;
    }

    @Override
    public void close() {
      if (!over) {
        synchronized (ledger) {
          add(released, size);
          inFlight -= size;
        }
      }
    }
  }

  InFlight received(int size) {
    synchronized (ledger) {
      inFlight += size;
      taken += size;
      received.increment(size);
    }
    return new InFlight(size);
  }

  private void add(Counter outcome, long count) {
    outcome.increment(count);
    concluded += count;
  }

  private long inFlight() {
    synchronized (ledger) {
      return inFlight;
    }
  }

  private long unaccounted() {
    synchronized (ledger) {
      return Math.abs(taken - concluded - inFlight);
    }
  }

  private Counter rejected(String reason) {
    return Counter.builder(EVENTS).tags("outcome", "rejected", "reason", reason).register(registry);
  }
}
