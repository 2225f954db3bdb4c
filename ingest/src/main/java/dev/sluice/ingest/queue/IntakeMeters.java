package dev.sluice.ingest.queue;

import dev.sluice.model.RejectReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/// What operators ask of a queue: how much waits and since when, what was taken and not given up
/// yet, what was refused and why.
final class IntakeMeters {
  private static final String MESSAGES = "sluice.ingest.sqs.messages";
  private static final String SUBMISSIONS = "sluice.ingest.submissions";

  private final MeterRegistry registry;
  private final Clock clock;
  private final Counter received;
  private final Counter deleted;
  private final Counter returned;
  private final Counter accepted;
  private final Counter lettersFailed;
  private final Timer waited;
  private volatile SubmissionQueue.Depth depth = new SubmissionQueue.Depth(0, 0);
  private volatile Instant newestSent = Instant.MAX;

  IntakeMeters(MeterRegistry registry, Held held, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    this.received = registry.counter(MESSAGES, "outcome", "received");
    this.deleted = registry.counter(MESSAGES, "outcome", "deleted");
    this.returned = registry.counter(MESSAGES, "outcome", "returned");
    this.accepted = registry.counter(SUBMISSIONS, "outcome", "accepted", "reason", "none");
    this.lettersFailed = registry.counter("sluice.ingest.sqs.letters.failed");
    this.waited = registry.timer("sluice.ingest.sqs.waited");
    gauges(held);
  }

  private void gauges(Held held) {
    Gauge.builder("sluice.ingest.sqs.held", held, Held::count)
        .description("Messages in hand")
        .register(registry);
    Gauge.builder("sluice.ingest.sqs.undeleted", this, m -> m.received.count() - m.deleted.count())
        .description("Messages received less messages deleted: in hand, returned or come back")
        .register(registry);
    Gauge.builder("sluice.ingest.sqs.depth", this, meters -> meters.depth.waiting())
        .description("Messages in the queue, by the queue's own estimate")
        .tag("state", "waiting")
        .register(registry);
    Gauge.builder("sluice.ingest.sqs.depth", this, meters -> meters.depth.hidden())
        .tag("state", "hidden")
        .register(registry);
    TimeGauge.builder("sluice.ingest.sqs.age", this, TimeUnit.MILLISECONDS, IntakeMeters::age)
        .description(
            "Since when the messages wait that do, about: the queue hands out the oldest first")
        .register(registry);
  }

  void received(Delivery delivery) {
    received.increment();
    newestSent = delivery.sent();
    Duration wait = Duration.between(delivery.sent(), clock.instant());
    waited.record(wait.isNegative() ? Duration.ZERO : wait);
  }

  void deleted() {
    deleted.increment();
  }

  void returned() {
    returned.increment();
  }

  void accepted() {
    accepted.increment();
  }

  void refused(RejectReason reason) {
    registry.counter(SUBMISSIONS, "outcome", "rejected", "reason", reason.text()).increment();
  }

  void letterFailed() {
    lettersFailed.increment();
  }

  void depth(SubmissionQueue.Depth found) {
    depth = found;
  }

  private double age() {
    boolean known = depth.waiting() > 0 && newestSent.isBefore(Instant.MAX);
    return known ? Math.max(0, Duration.between(newestSent, clock.instant()).toMillis()) : 0;
  }
}
