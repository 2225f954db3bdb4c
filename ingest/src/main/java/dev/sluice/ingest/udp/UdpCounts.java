package dev.sluice.ingest.udp;

import dev.sluice.model.RejectReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/// What became of the events, with the identity `received = acknowledged + rejected + dropped + in
/// flight`. An event is counted as received when its datagram leaves the queue or is dropped
/// before: only then is it known how many are in it.
final class UdpCounts {
  private static final String PREFIX = "sluice.ingest.udp.";

  private final Counter datagrams;
  private final Counter received;
  private final Counter acknowledged;
  private final Map<RejectReason, Counter> rejected = new EnumMap<>(RejectReason.class);
  private final Map<DropReason, Counter> dropped = new EnumMap<>(DropReason.class);
  private final AtomicLong inFlight = new AtomicLong();

  UdpCounts(MeterRegistry registry, DatagramQueue queue) {
    this.datagrams = counter(registry, "datagrams", "Datagrams read from the sockets");
    this.received = counter(registry, "received", "Events that came in datagrams");
    this.acknowledged = counter(registry, "acknowledged", "Events that the stream acknowledged");
    for (RejectReason reason : RejectReason.values()) {
      rejected.put(
          reason,
          Counter.builder(PREFIX + "rejected")
              .description("Lines of datagrams that are no event")
              .tag("reason", reason.text())
              .register(registry));
    }
    for (DropReason reason : DropReason.values()) {
      dropped.put(
          reason,
          Counter.builder(PREFIX + "dropped")
              .description("Events that came in datagrams and are lost")
              .tag("reason", reason.text())
              .register(registry));
    }
    Gauge.builder(PREFIX + "in.flight", inFlight, AtomicLong::get)
        .description("Events offered to the stream, or about to be")
        .register(registry);
    Gauge.builder(PREFIX + "queue.fill", queue, DatagramQueue::fill)
        .description("Share of the datagrams' queue that is in use")
        .register(registry);
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder(PREFIX + name).description(description).register(registry);
  }

  void datagram() {
    datagrams.increment();
  }

  void droppedUnread(DropReason reason, int events) {
    received.increment(events);
    count(reason, events);
  }

  void rejected(RejectReason reason) {
    received.increment();
    Objects.requireNonNull(rejected.get(reason)).increment();
  }

  /// Events that are on their way now; each ends as acknowledged or dropped.
  void taken(int events) {
    received.increment(events);
    inFlight.addAndGet(events);
  }

  void acknowledged(int events) {
    acknowledged.increment(events);
    inFlight.addAndGet(-events);
  }

  void dropped(DropReason reason, int events) {
    count(reason, events);
    inFlight.addAndGet(-events);
  }

  long inFlight() {
    return inFlight.get();
  }

  private void count(DropReason reason, int events) {
    Objects.requireNonNull(dropped.get(reason)).increment(events);
  }
}
