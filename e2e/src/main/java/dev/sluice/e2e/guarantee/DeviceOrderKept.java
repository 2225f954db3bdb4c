package dev.sluice.e2e.guarantee;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Each session stores a device's events, and so refreshes its state, in the order of the stream;
/// and it begins, or begins again, right behind a checkpoint only. A child shard is begun when its
/// parents are done. Two sessions on one shard at once are judged each for itself.
///
/// Valid, for events `1 2 3 4` of a device; `[1 2]` is a batch, `[…` one that came to no end:
/// - session s: `[1 2] [3 4]`
/// - s: `[1 2] [3…`, then t: `[3 4]`
/// - s: `[1 2] [3… [3 4]`: the batch failed and came again
/// - s: `[1 2] [3 4]` and t: `[3 4]`: s lost its lease after 2 and did not know it
///
/// Invalid:
/// - s: `[2 1]`: swapped
/// - s: `[1 2] [2 3 4]`: back to a place that is done
/// - s: `[1 2…`, then t: `[2 3 4]`: begun where no checkpoint can have been
/// - s: `[1 4 2] [3]`: stored outside of its batch
/// - `1 2` on a shard, `3 4` on its child, t: `[3 4]` before s: `[1 2]` is done
///
/// To be judged by what the stream itself says lies on it.
public record DeviceOrderKept() implements Promise {
  static final String NAME = "DEVICE_ORDER_KEPT";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Judgement judge(History history) {
    return new Court(history).judge();
  }

  private static final class Court {
    private final History history;
    private final TreeSet<Place> places;
    private final Map<String, NavigableMap<BigInteger, Instant>> done = new HashMap<>();
    private final List<Breach> breaches = new ArrayList<>();
    private long judged;

    private Court(History history) {
      this.history = history;
      this.places = new TreeSet<>(history.stream().sends().keySet());
      this.places.addAll(history.stream().unknown());
    }

    private Judgement judge() {
      List<Batch> batches = Batch.all(history);
      for (Batch batch : batches) {
        Instant at = batch.done();
        if (at != null) {
          done.computeIfAbsent(batch.shardId(), shard -> new TreeMap<>())
              .merge(batch.last(), at, (one, other) -> one.isBefore(other) ? one : other);
        }
      }
      Map<String, Batch> previous = new HashMap<>();
      for (Batch batch : batches) {
        judgeBegin(batch, previous.put(batch.session(), batch));
      }
      history.traces().forEach(this::judgeStores);
      return new Judgement(NAME, judged, breaches);
    }

    private void judgeBegin(Batch batch, @Nullable Batch before) {
      if (before == null) {
        judgeParents(batch);
        if (!isBehindCheckpoint(batch)) {
          breach(batch, "begun", "to begin right behind a batch that was done before");
        }
      } else if (before.done() != null && batch.first().compareTo(before.last()) <= 0) {
        breach(batch, "begun again after it was done up to " + before.last(), "to go on behind");
      } else if (before.done() == null && batch.first().compareTo(before.first()) < 0) {
        breach(batch, "begun again before " + before.first(), "the same batch again");
      }
    }

    /// Whether nothing lies between some batch that was done before, or the beginning, and this.
    private boolean isBehindCheckpoint(Batch batch) {
      Place before = places.lower(new Place(batch.shardId(), batch.first(), 0, 0));
      if (before == null || !before.shardId().equals(batch.shardId())) {
        return true;
      }
      return doneOn(batch.shardId())
          .subMap(before.sequenceNumber(), true, batch.first(), false)
          .values()
          .stream()
          .anyMatch(at -> !at.isAfter(batch.begun().at()));
    }

    private void judgeParents(Batch batch) {
      for (String parent : history.stream().parents().getOrDefault(batch.shardId(), Set.of())) {
        Place last = places.lower(new Place(parent + "\0", BigInteger.ZERO, 0, 0));
        if (last != null
            && last.shardId().equals(parent)
            && doneOn(parent).tailMap(last.sequenceNumber(), true).values().stream()
                .noneMatch(at -> !at.isAfter(batch.begun().at()))) {
          breach(batch, "begun before " + last + " of its parent was done", "parents first");
        }
      }
    }

    private NavigableMap<BigInteger, Instant> doneOn(String shardId) {
      return done.getOrDefault(shardId, Collections.emptyNavigableMap());
    }

    private void judgeStores(Trace trace) {
      Map<String, TraceEntry.BatchBegun> batches = new HashMap<>();
      Map<String, Map<String, Place>> lastOfDevice = new HashMap<>();
      try (Stream<TraceEntry> entries = trace.entries()) {
        entries.forEach(entry -> {
          switch (entry) {
            case TraceEntry.BatchBegun begun -> {
              batches.put(begun.session(), begun);
              lastOfDevice.put(begun.session(), new HashMap<>());
            }
            case TraceEntry.Stored stored ->
                judgeStored(
                    stored,
                    batches.get(stored.session()),
                    lastOfDevice.computeIfAbsent(stored.session(), session -> new HashMap<>()));
            case TraceEntry.Opened _,
                TraceEntry.Claimed _,
                TraceEntry.Refreshed _,
                TraceEntry.DeadLettered _,
                TraceEntry.BatchDone _,
                TraceEntry.Closed _ -> {}
          }
        });
      }
    }

    private void judgeStored(
        TraceEntry.Stored stored,
        TraceEntry.@Nullable BatchBegun batch,
        Map<String, Place> lastOfDevice) {
      judged++;
      Place place = Place.ofPosition(stored.position());
      if (batch == null
          || place.sequenceNumber().compareTo(batch.first()) < 0
          || place.sequenceNumber().compareTo(batch.last()) > 0) {
        breach(stored, place, "stored outside of the batch", "a place in the batch");
      }
      Place last = lastOfDevice.put(stored.deviceId(), place);
      if (last != null && place.compareTo(last) <= 0) {
        breach(stored, place, "stored behind " + last, "stored before it");
      }
    }

    private void breach(TraceEntry.Stored stored, Place place, String found, String expected) {
      breaches.add(
          new Breach(
              NAME,
              List.of(stored.eventId().toString(), place.toString(), stored.deviceId()),
              found + " by session " + stored.session(),
              expected));
    }

    private void breach(Batch batch, String found, String expected) {
      Place first = new Place(batch.shardId(), batch.first(), 0, 0);
      breaches.add(
          new Breach(
              NAME, history.idsAt(first), found + " by session " + batch.session(), expected));
    }
  }
}
