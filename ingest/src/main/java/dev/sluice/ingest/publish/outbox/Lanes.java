package dev.sluice.ingest.publish.outbox;

import dev.sluice.ingest.publish.outbox.Consignment.Waiting;
import dev.sluice.ingest.publish.outbox.Lane.Place;
import dev.sluice.ingest.publish.outbox.Lane.Shard;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The lanes that hold anything, and which of them may send: those whose last entry was answered
/// for and whose shard has room.
final class Lanes {
  private final Map<String, Lane> byKey = new HashMap<>();
  private final Deque<Lane> ready = new ArrayDeque<>();
  private final List<Shard> withParked = new ArrayList<>();
  private ShardMap map = ShardMap.UNKNOWN;
  private List<Shard> shards = shards(map);
  private long readyBytes;

  private static List<Shard> shards(ShardMap map) {
    return IntStream.range(0, map.size()).mapToObj(shard -> new Shard(map.id(shard))).toList();
  }

  Lane laneOf(String key) {
    Lane lane = byKey.get(key);
    if (lane == null) {
      lane = new Lane(key, shards.get(map.shardOf(key)));
      byKey.put(key, lane);
    }
    return lane;
  }

  void append(Waiting entry) {
    Lane lane = entry.lane;
    lane.append(entry);
    if (lane.place == Place.READY) {
      readyBytes += entry.size();
    }
    settle(lane);
  }

  void remove(Waiting entry) {
    Lane lane = entry.lane;
    lane.remove(entry);
    if (lane.place == Place.READY) {
      readyBytes -= entry.size();
    }
    settle(lane);
  }

  /// The stream has answered for what the lane sent.
  void arrived(Lane lane) {
    lane.arrived();
    settle(lane);
  }

  private void settle(Lane lane) {
    if (lane.place != Place.NOWHERE || lane.isOnItsWay()) {
      return;
    }
    if (lane.isEmpty()) {
      byKey.remove(lane.key);
    } else {
      lane.place = Place.READY;
      readyBytes += lane.bytes();
      ready.addLast(lane);
    }
  }

  int readyLanes() {
    return ready.size();
  }

  long readyBytes() {
    return readyBytes;
  }

  /// The lane that is next to send. Those of paused shards step aside, those without entries go.
  @Nullable Lane next(long now) {
    Lane lane = ready.peekFirst();
    while (lane != null && (lane.isEmpty() || lane.shard.isPaused(now))) {
      take();
      if (lane.isEmpty()) {
        settle(lane);
      } else {
        park(lane);
      }
      lane = ready.peekFirst();
    }
    return lane;
  }

  /// The lane that was next leaves.
  void take() {
    Lane lane = ready.removeFirst();
    lane.place = Place.NOWHERE;
    readyBytes -= lane.bytes();
  }

  private void park(Lane lane) {
    lane.place = Place.PARKED;
    if (lane.shard.parked.isEmpty()) {
      withParked.add(lane.shard);
    }
    lane.shard.parked.add(lane);
  }

  /// Lanes of shards whose pause is over go before all others: they have waited longest.
  void unpark(long now) {
    for (Iterator<Shard> i = withParked.iterator(); i.hasNext(); ) {
      Shard shard = i.next();
      if (!shard.isPaused(now)) {
        i.remove();
        unpark(shard);
      }
    }
  }

  private void unpark(Shard shard) {
    for (Lane lane : shard.parked.reversed()) {
      lane.place = Place.READY;
      readyBytes += lane.bytes();
      ready.addFirst(lane);
    }
    shard.parked.clear();
  }

  /// When the first pause is over that lanes wait for.
  long unparkAt() {
    long first = Outbox.NEVER;
    for (Shard shard : withParked) {
      first = Math.min(first, shard.pausedUntil);
    }
    return first;
  }

  /// The stream has other shards now.
  void reshard(ShardMap changed) {
    withParked.forEach(this::unpark);
    withParked.clear();
    map = changed;
    shards = shards(map);
    byKey.values().forEach(lane -> lane.shard = shards.get(map.shardOf(lane.key)));
  }

  boolean tellsShardsApart() {
    return map.isKnown();
  }
}
