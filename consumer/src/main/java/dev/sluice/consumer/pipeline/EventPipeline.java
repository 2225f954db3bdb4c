package dev.sluice.consumer.pipeline;

import dev.sluice.consumer.pipeline.BatchDecoder.DecodedBatch;
import dev.sluice.consumer.pipeline.Deduplication.Verdicts;
import dev.sluice.dynamodb.QualityMinute;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.dynamodb.WindowItem;
import dev.sluice.feed.FeedAlert;
import dev.sluice.feed.FeedBatch;
import dev.sluice.feed.FeedCounts;
import dev.sluice.feed.FeedEvent;
import dev.sluice.model.RejectReason;
import dev.sluice.model.Rejection;
import dev.sluice.stream.ByteBudget;
import dev.sluice.stream.ByteBudget.Share;
import dev.sluice.stream.RecordBatch;
import dev.sluice.stream.SequenceNumber;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardProcessor;
import dev.sluice.stream.ShardReleased;
import dev.sluice.stream.StreamRecord;
import dev.sluice.window.WindowTotals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The way of every event of a shard: decode → preprocess → claim → store → refresh state →
/// evaluate alerts → dead-letter → count → count windows → publish → save alert state. When
/// [#process] returns, each record of the batch is stored, known already, erased, or a dead letter,
/// counted and published, and the runtime checkpoints it.
public final class EventPipeline implements ShardProcessor {
  private final BatchDecoder decoder;
  private final Claims claims;
  private final EventWriter events;
  private final DeadLetters deadLetters;
  private final ShardWork work;
  private final WorkMemory memory;
  private final Stages stages;
  private @Nullable SequenceNumber done;

  /// @param stores shared by all shards
  /// @param work of this shard
  /// @param memory shared by all shards
  /// @param stages of this shard
  public EventPipeline(
      BatchDecoder decoder, Stores stores, ShardWork work, WorkMemory memory, Stages stages) {
    this.decoder = decoder;
    this.memory = memory;
    this.claims = stores.claims();
    this.events = stores.events();
    this.deadLetters = stores.deadLetters();
    this.work = work;
    this.stages = stages;
  }

  /// What all pipelines together may have in work.
  public record WorkMemory(ByteBudget budget, WorkCost cost) {}

  /// What a pipeline writes to.
  public record Stores(
      Claims claims,
      EventWriter events,
      DeviceStates states,
      DeviceDays days,
      DeadLetters deadLetters,
      CounterStores counters,
      Feed feed) {}

  /// Where is counted.
  public record CounterStores(Counters<QualityMinute> quality, Counters<WindowItem> windows) {}

  /// In one go, unless the records inflate to more than may lie in memory at once.
  @Override
  public void process(RecordBatch batch) throws ShardReleased, InterruptedException {
    long heapBytes = memory.cost().part(batch.records());
    Iterator<StreamRecord> unread = batch.records().iterator();
    while (unread.hasNext()) {
      try (Share share = stages.run("await_memory", c -> memory.budget().take(heapBytes, c))) {
        DecodedBatch part = stages.run("decode", c -> decoder.decode(unread, c.shard()));
        share.shrinkTo(part.heapBytes());
        settle(part, batch.behindLatest());
      }
    }
    done = batch.last().sequence();
  }

  @Override
  public void idle(Duration behindLatest, Instant readAt)
      throws ShardReleased, InterruptedException {
    work.publication().beat(behindLatest);
    if (behindLatest.isZero() && !work.timed().isEmpty()) {
      Optional<SequenceNumber> last = Optional.ofNullable(done);
      List<FeedAlert> alerts = stages.run("judge_time", c -> work.timed().look(readAt, last, c));
      if (!alerts.isEmpty()) {
        FeedBatch told = new FeedBatch(List.of(), FeedCounts.NONE, behindLatest, alerts, List.of());
        String position = alerts.getLast().position();
        stages.run("publish", c -> work.publication().publish(told, position, c));
      }
    }
  }

  private void settle(DecodedBatch batch, Duration behind)
      throws ShardReleased, InterruptedException {
    try (EventCounts.InFlight inFlight = stages.counts().received(batch.size())) {
      Map<UUID, Claims.Result> held = stages.run("claim", c -> claim(batch.candidates(), c));
      Verdicts verdicts = Deduplication.judge(batch.candidates(), held);
      Written written = stages.run("store", c -> store(verdicts.toStore(), c));
      List<StoredEvent> stored = written.stored();
      stages.run("refresh_state", c -> work.states().refresh(stored, c));
      List<FeedAlert> alerts =
          stages.run("evaluate_alerts", c -> work.alerts().evaluate(stored, c));
      List<DeadLetter> refused = new ArrayList<>(batch.refused());
      refused.addAll(verdicts.refused());
      refused.addAll(written.refused());
      stages.run("dead_letter", c -> deadLetter(refused, c));
      stages.run("count", c -> work.quality().count(batch.sightings(), stored, refused, c));
      List<WindowTotals> windows =
          stages.run("count_windows", c -> work.windows().count(stored, c));
      FeedCounts ended = inFlight.ended(stored.size(), verdicts, refused);
      FeedBatch told = new FeedBatch(fed(stored), ended, behind, alerts, windows);
      stages.run("publish", c -> work.publication().publish(told, batch.lastPosition(), c));
      stages.run("save_alert_state", work.alerts()::save);
      inFlight.conclude(ended);
    }
  }

  private Map<UUID, Claims.Result> claim(List<Candidate> candidates, ShardControl control)
      throws ShardReleased, InterruptedException {
    Collection<Candidate> first = Deduplication.firstOfEachId(candidates);
    Iterator<Claims.Result> results =
        claims.claim(first.stream().map(Candidate::claim).toList(), control).iterator();
    Map<UUID, Claims.Result> byId = HashMap.newHashMap(first.size());
    first.forEach(candidate -> byId.put(candidate.eventId(), results.next()));
    return byId;
  }

  private record Written(List<StoredEvent> stored, List<DeadLetter> refused) {}

  /// A refusal here should have been foreseen before the claim; the id is given back, so that the
  /// event can be mended and sent again.
  private Written store(List<Candidate> toStore, ShardControl control)
      throws ShardReleased, InterruptedException {
    Written written = new Written(new ArrayList<>(toStore.size()), new ArrayList<>());
    Iterator<EventWriter.Result> results =
        events.write(toStore.stream().map(Candidate::item).toList(), control).iterator();
    for (Candidate candidate : toStore) {
      switch (results.next()) {
        case EventWriter.Result.Written _ -> written.stored().add(candidate.item());
        case EventWriter.Result.Refused(String detail) -> {
          claims.release(candidate.claim(), control);
          Rejection rejection = new Rejection(RejectReason.STORE_REFUSED, detail);
          written.refused().add(new DeadLetter(candidate.origin(), rejection));
        }
      }
    }
    return written;
  }

  private int deadLetter(List<DeadLetter> refused, ShardControl control)
      throws ShardReleased, InterruptedException {
    deadLetters.write(refused, control);
    return refused.size();
  }

  private static List<FeedEvent> fed(List<StoredEvent> stored) {
    return stored.stream().map(item -> FeedEvent.of(item.event(), item.position())).toList();
  }
}
