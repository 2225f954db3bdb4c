package dev.sluice.consumer.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.alert.Alert;
import dev.sluice.alert.DeviceStanding;
import dev.sluice.alert.Rules;
import dev.sluice.consumer.alert.AlertEvaluation;
import dev.sluice.consumer.alert.AlertStates.Subject;
import dev.sluice.consumer.alert.TimedRules;
import dev.sluice.dynamodb.DeviceDay;
import dev.sluice.dynamodb.DeviceState;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.dynamodb.FeedItem;
import dev.sluice.dynamodb.HeldId;
import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.WindowItem;
import dev.sluice.feed.FeedEvent;
import dev.sluice.model.EventKey;
import dev.sluice.preprocess.PreprocessStep;
import dev.sluice.preprocess.Preprocessor;
import dev.sluice.stream.ByteBudget;
import dev.sluice.stream.RecordBatch;
import dev.sluice.stream.Requests;
import dev.sluice.stream.ShardReleased;
import dev.sluice.stream.StreamRecord;
import dev.sluice.window.WindowFields;
import dev.sluice.wire.DecodeLimits;
import dev.sluice.wire.RecordDecoder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// A pipeline over stores in memory, and what became of them.
final class World {
  final Journal journal = new Journal();
  final TestShard shard = new TestShard();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final SettableClock clock = new SettableClock(Samples.RECEIVED.plusSeconds(1));
  final InMemoryClaims claims = new InMemoryClaims(journal, clock);
  final InMemoryEventWriter events = new InMemoryEventWriter(journal);
  final InMemoryDeviceStates states = new InMemoryDeviceStates(journal);
  final InMemoryDeviceDays days = new InMemoryDeviceDays(journal);
  final InMemoryDeadLetters letters = new InMemoryDeadLetters(journal);
  final InMemoryCounters<QualityMinute> counters = new InMemoryCounters<>(journal);
  final InMemoryCounters<WindowItem> windows = new InMemoryCounters<>(journal);
  final InMemoryAlerts alerts = new InMemoryAlerts(journal);
  final InMemoryAlertStates alertStates = new InMemoryAlertStates(journal);
  final InMemoryTimedStores timed = new InMemoryTimedStores(states, alertStates, alerts, counters);
  final InMemoryFeed feed = new InMemoryFeed(journal);
  private final EventCounts counts = new EventCounts(registry);
  final ByteBudget budget = new ByteBudget(128 << 20);
  private final DecodeLimits limits;
  private final Rules rules;
  private final WindowFields windowFields;
  private EventPipeline pipeline;

  World() {
    this(DecodeLimits.DEFAULT);
  }

  World(DecodeLimits limits) {
    this(limits, WindowFields.NONE, Rules.NONE);
  }

  World(DecodeLimits limits, WindowFields windowFields, Rules rules) {
    this.limits = limits;
    this.windowFields = windowFields;
    this.rules = rules;
    this.pipeline = open();
  }

  private EventPipeline open() {
    AlertEvaluation evaluation = new AlertEvaluation(rules, alerts, alertStates);
    return new EventPipeline(
        new BatchDecoder(
            new RecordDecoder(limits),
            new Preprocessor(EnumSet.allOf(PreprocessStep.class), Samples.RETENTION.window()),
            Samples.RETENTION),
        new EventPipeline.Stores(
            claims,
            events,
            states,
            days,
            letters,
            new EventPipeline.CounterStores(counters, windows),
            feed),
        new ShardWork(
            new StateRefresh(states, new DayNotes(days, Samples.RETENTION)),
            new QualityCount(counters, Duration.ofDays(30), new QualityMeters(registry, 50)),
            new WindowCount(
                windows,
                windowFields,
                new WindowCount.Kept(Duration.ofDays(45), Duration.ofDays(400))),
            new Publication(feed, TestShard.REF, "host:1", clock),
            evaluation,
            new TimedRules(rules, timed, new Requests(2), evaluation)),
        new EventPipeline.WorkMemory(budget, new WorkCost(limits)),
        new Stages(shard, counts, registry));
  }

  /// As another worker would, that knows nothing of what this one did.
  void reopen() {
    pipeline = open();
  }

  void process(List<StreamRecord> records) throws ShardReleased, InterruptedException {
    pipeline.process(new RecordBatch(records, Duration.ZERO));
  }

  /// A read that brought nothing, because there was nothing.
  void idle(Instant readAt) throws ShardReleased, InterruptedException {
    pipeline.idle(Duration.ZERO, readAt);
  }

  /// All that is kept.
  record Kept(
      Map<UUID, HeldId> claims,
      Map<EventKey, StoredEvent> events,
      Map<String, DeviceState> states,
      Map<String, DeviceSummary> summaries,
      Set<DeviceDay> days,
      Map<String, String> letters,
      Map<String, QualityMinute> counters,
      Map<UUID, Alert> alerts,
      Map<Subject, DeviceStanding> standings,
      Map<String, WindowItem> windows,
      List<String> read) {}

  Kept kept() {
    Map<String, String> reasons = new HashMap<>();
    letters
        .letters()
        .forEach((position, letter) ->
            reasons.put(
                position, letter.rejection() + " " + new String(letter.origin().bytes(), UTF_8)));
    return new Kept(
        Map.copyOf(claims.held()),
        Map.copyOf(events.stored()),
        Map.copyOf(states.states()),
        Map.copyOf(states.summaries()),
        Set.copyOf(days.kept()),
        reasons,
        Map.copyOf(counters.kept()),
        Map.copyOf(alerts.kept()),
        Map.copyOf(alertStates.standings()),
        Map.copyOf(windows.kept()),
        read());
  }

  /// The events that a reader of the feed sees who drops what he has seen.
  private List<String> read() {
    List<String> read = new ArrayList<>();
    String seen = "";
    for (FeedItem item : feed.items()) {
      for (FeedEvent event : item.batch().events()) {
        if (event.position().compareTo(seen) > 0) {
          read.add(event.position() + " " + event.event().eventId());
        }
      }
      seen = item.position();
    }
    return read;
  }

  void idle(Duration behindLatest) throws ShardReleased, InterruptedException {
    pipeline.idle(behindLatest, clock.instant());
  }

  double count(String outcome) {
    return registry.find("sluice.events").tag("outcome", outcome).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  double released() {
    return registry.get("sluice.events.released").counter().count();
  }

  void assertNothingHides() {
    double inFlight = registry.get("sluice.events.in.flight").gauge().value();
    double ended = count("stored") + count("duplicate") + count("rejected") + count("erased");
    assertThat(ended + released() + inFlight)
        .as("stored + duplicate + rejected + erased + released + in flight")
        .isEqualTo(count("received"));
    assertThat(inFlight).isZero();
    assertThat(registry.get("sluice.events.unaccounted").gauge().value()).isZero();
  }
}
