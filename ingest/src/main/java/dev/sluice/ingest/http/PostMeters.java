package dev.sluice.ingest.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts what becomes of posted events: `sluice.ingest.events` by transport and outcome. An event
/// that is answered with 503 counts as `unacknowledged`, with the reason.
@Singleton
final class PostMeters {
  private static final String NAME = "sluice.ingest.events";

  private final MeterRegistry registry;
  private final Counter accepted;
  private final Map<String, Counter> rejected = new ConcurrentHashMap<>();
  private final Map<String, Counter> unacknowledged = new ConcurrentHashMap<>();

  PostMeters(MeterRegistry registry) {
    this.registry = registry;
    this.accepted =
        Counter.builder(NAME)
            .tag("transport", "http")
            .tag("outcome", "accepted")
            .tag("reason", "none")
            .register(registry);
  }

  void accepted(int events) {
    accepted.increment(events);
  }

  void unacknowledged(int events, String reason) {
    unacknowledged.computeIfAbsent(reason, r -> counter("unacknowledged", r)).increment(events);
  }

  void rejected(List<Verdict> verdicts) {
    for (Verdict verdict : verdicts) {
      if (verdict instanceof Verdict.Rejected refusal) {
        rejected.computeIfAbsent(refusal.reason(), r -> counter("rejected", r)).increment();
      }
    }
  }

  private Counter counter(String outcome, String reason) {
    return Counter.builder(NAME)
        .tag("transport", "http")
        .tag("outcome", outcome)
        .tag("reason", reason)
        .register(registry);
  }
}
