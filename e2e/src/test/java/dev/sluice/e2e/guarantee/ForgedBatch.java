package dev.sluice.e2e.guarantee;

import dev.sluice.e2e.guarantee.StoreFacts.Holder;
import dev.sluice.e2e.guarantee.StoreFacts.Item;
import dev.sluice.e2e.guarantee.StoreFacts.Letter;
import dev.sluice.e2e.guarantee.StoreFacts.State;
import dev.sluice.simulator.EventIdentity;
import dev.sluice.simulator.SendLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// A batch of a forged run, step by step; one that is left before [#done] was given up.
final class ForgedBatch {
  private final ForgedRun run;
  private final String session;
  private final String shardId;
  private final Map<Place, SendLog.Send> records = new LinkedHashMap<>();
  private final List<Place> toStore = new ArrayList<>();
  private final Map<Place, String> refused = new LinkedHashMap<>();
  private long last;

  ForgedBatch(ForgedRun run, String session, String shardId) {
    this.run = run;
    this.session = session;
    this.shardId = shardId;
  }

  ForgedBatch begin(long first, long lastOfBatch) {
    run.open(session, shardId);
    last = lastOfBatch;
    records.putAll(run.between(shardId, first, lastOfBatch));
    run.note(
        session,
        new TraceEntry.BatchBegun(
            run.tick(),
            session,
            ForgedRun.number(first),
            ForgedRun.number(lastOfBatch),
            records.size()));
    Counts counts = run.countsOf(session);
    counts.received += records.size();
    counts.inFlight += records.size();
    return this;
  }

  ForgedBatch claim() {
    Set<UUID> asked = new HashSet<>();
    records.forEach((place, send) -> {
      String refusal = Claimants.refusalOf(send);
      if (!refusal.isEmpty()) {
        refused.put(place, refusal);
      } else {
        claim(place, send, asked);
      }
    });
    return this;
  }

  /// Of an id that comes twice in a batch only the first is asked for.
  private void claim(Place place, SendLog.Send send, Set<UUID> asked) {
    UUID id = Objects.requireNonNull(send.event().eventId());
    String fingerprint = fingerprint(send);
    Holder holder =
        run.claims.computeIfAbsent(
            id, key -> new Holder(id, send.event().eventKey(), place, fingerprint));
    boolean same = holder.fingerprint().equals(fingerprint);
    if (asked.add(id)) {
      run.note(
          session,
          new TraceEntry.Claimed(
              run.tick(), session, id, position(place), position(holder.place()), same));
    }
    if (!same) {
      refused.put(place, "id_collision");
    } else if (holder.place().equals(place)) {
      toStore.add(place);
    }
  }

  static String fingerprint(SendLog.Send send) {
    return Long.toHexString(send.contentHash());
  }

  static String position(Place place) {
    return "1710000000000/%s/%060d/%010d/%06d"
        .formatted(place.shardId(), place.sequenceNumber(), place.subSequence(), place.line());
  }

  ForgedBatch store() {
    return store(Integer.MAX_VALUE);
  }

  ForgedBatch store(int most) {
    for (Place place : toStore.subList(0, Math.min(most, toStore.size()))) {
      SendLog.Send send = Objects.requireNonNull(records.get(place));
      EventIdentity event = send.event();
      UUID id = Objects.requireNonNull(event.eventId());
      run.items.put(id, item(id, place, send));
      run.note(
          session,
          new TraceEntry.Stored(
              run.tick(),
              session,
              id,
              position(place),
              event.deviceId(),
              event.eventType(),
              event.eventKey()));
      run.states.merge(
          event.deviceId(),
          new State(event.deviceId(), event.eventType(), event.eventKey()),
          (one, other) -> one.eventKey().compareTo(other.eventKey()) >= 0 ? one : other);
    }
    return this;
  }

  static Item item(UUID id, Place place, SendLog.Send send) {
    EventIdentity event = send.event();
    return new Item(
        id, event.deviceId(), event.eventType(), event.eventKey(), place, fingerprint(send));
  }

  ForgedBatch deadLetter() {
    refused.forEach((place, reason) -> {
      SendLog.Send send = Objects.requireNonNull(records.get(place));
      run.letters.put(place, new Letter(place, reason, send.contentHash()));
      run.note(session, new TraceEntry.DeadLettered(run.tick(), session, position(place), reason));
    });
    return this;
  }

  void done() {
    run.note(session, new TraceEntry.BatchDone(run.tick(), session, ForgedRun.number(last)));
    Counts counts = run.countsOf(session);
    counts.stored += toStore.size();
    counts.rejected += refused.size();
    counts.duplicate += records.size() - toStore.size() - refused.size();
    counts.inFlight -= records.size();
  }
}
