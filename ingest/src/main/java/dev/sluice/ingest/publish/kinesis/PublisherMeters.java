package dev.sluice.ingest.publish.kinesis;

import dev.sluice.ingest.publish.Publisher.State;
import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.ingest.publish.outbox.Answer;
import dev.sluice.ingest.publish.outbox.Answer.Answered;
import dev.sluice.ingest.publish.outbox.Answer.Refused;
import dev.sluice.ingest.publish.outbox.Answer.Result;
import dev.sluice.ingest.publish.outbox.Answer.Unanswered;
import dev.sluice.ingest.publish.outbox.Call;
import dev.sluice.ingest.publish.outbox.Fill;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/// Counts and times what the publisher does.
///
/// | metric | says |
/// |---|---|
/// | `sluice.ingest.batch` | time of a call, by result; its count is calls per time |
/// | `sluice.ingest.batch.entries`, `.records` | how many a call holds: less records than entries where some share one |
/// | `sluice.ingest.acknowledgement` | from the offer of entries to the answer to their sender, by result |
/// | `sluice.ingest.entry.failures` | entries that were not stored at a try, by code |
/// | `sluice.ingest.put.units` | what Kinesis counts: 25 KiB, begun, of each record on the stream |
/// | `sluice.ingest.buffer.entries`, `.bytes`, `.share` | what waits or is on its way |
/// | `sluice.ingest.buffer.oldest` | how long the oldest of it has been here |
/// | `sluice.ingest.away` | 1 while offers are refused because the stream does not answer |
final class PublisherMeters implements PublisherListener {
  private static final int PUT_UNIT = 25 * 1024;

  private final MeterRegistry registry;
  private final Timer acknowledged;
  private final Timer given;
  private final DistributionSummary entries;
  private final DistributionSummary records;
  private final Counter units;

  PublisherMeters(MeterRegistry registry) {
    this.registry = registry;
    this.acknowledged = registry.timer("sluice.ingest.acknowledgement", "result", "acknowledged");
    this.given = registry.timer("sluice.ingest.acknowledgement", "result", "given_up");
    this.entries = registry.summary("sluice.ingest.batch.entries");
    this.records = registry.summary("sluice.ingest.batch.records");
    this.units = registry.counter("sluice.ingest.put.units");
  }

  void watch(KinesisPublisher publisher) {
    gauge("entries", publisher, Fill::entries);
    gauge("bytes", publisher, Fill::bytes);
    gauge("share", publisher, Fill::share);
    TimeGauge.builder(
            "sluice.ingest.buffer.oldest",
            publisher,
            TimeUnit.MILLISECONDS,
            watched -> watched.fill().oldest().toMillis())
        .register(registry);
    Gauge.builder("sluice.ingest.away", publisher, watched -> watched.state() == State.AWAY ? 1 : 0)
        .register(registry);
  }

  private void gauge(String name, KinesisPublisher publisher, ToDoubleFunction<Fill> value) {
    Gauge.builder(
            "sluice.ingest.buffer." + name,
            publisher,
            watched -> value.applyAsDouble(watched.fill()))
        .register(registry);
  }

  @Override
  public void answered(Call call, Answer answer, Duration took) {
    entries.record(call.entries());
    records.record(call.records().size());
    switch (answer) {
      case Answered(List<Result> results) -> {
        batch("answered", took);
        count(call.records(), results);
      }
      case Unanswered(String code, _) -> {
        batch("unanswered", took);
        failed(code, call.entries());
      }
      case Refused(String code, _) -> {
        batch("refused", took);
        failed(code, call.entries());
      }
    }
  }

  private void batch(String result, Duration took) {
    registry.timer("sluice.ingest.batch", "result", result).record(took);
  }

  private void count(List<StreamEntry> sent, List<Result> results) {
    int stored = 0;
    for (int i = 0; i < results.size(); i++) {
      switch (results.get(i)) {
        case Result.Stored _ -> stored += Math.ceilDiv(sent.get(i).size(), PUT_UNIT);
        case Result.Throttled(String code) -> failed(code, 1);
        case Result.Failed(String code) -> failed(code, 1);
      }
    }
    units.increment(stored);
  }

  private void failed(String code, int count) {
    registry.counter("sluice.ingest.entry.failures", "code", code).increment(count);
  }

  @Override
  public void settled(Duration waited, boolean isAcknowledged) {
    (isAcknowledged ? acknowledged : given).record(waited);
  }

  @Override
  public void shardsUnknown(RuntimeException cause) {
    registry.counter("sluice.ingest.shards.unknown").increment();
  }
}
