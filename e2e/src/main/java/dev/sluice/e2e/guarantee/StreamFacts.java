package dev.sluice.e2e.guarantee;

import dev.sluice.simulator.Acknowledgement;
import dev.sluice.simulator.SendLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What lay on the stream.
///
/// @param sends which send each record is a copy of. Copies of the same bytes are alike: which of
///   them a record is named after makes no difference.
/// @param unknown records that hold what nobody sent
/// @param parents of each shard that has any
public record StreamFacts(
    SortedMap<Place, Long> sends, List<Place> unknown, Map<String, Set<String>> parents) {

  public StreamFacts {
    sends = Collections.unmodifiableSortedMap(sends);
    unknown = List.copyOf(unknown);
    parents = Map.copyOf(parents);
  }

  /// A record as it was read from the stream.
  ///
  /// @param contentHash by [SendLog#contentHash]
  public record Found(Place place, long contentHash) {}

  /// By the word of the stream itself: what is not acknowledged is recognised by its content. What
  /// is acknowledged counts as lying there even if it was not found: the stream said so.
  public static StreamFacts of(
      Collection<Found> found, List<SendLog.Send> log, Map<String, Set<String>> parents) {
    SortedMap<Place, Long> sends = acknowledged(log);
    Map<Long, Long> byContent = HashMap.newHashMap(log.size());
    log.forEach(send -> byContent.putIfAbsent(send.contentHash(), send.number()));
    SortedMap<Place, Long> landed = new TreeMap<>(sends);
    List<Place> unknown = new ArrayList<>();
    for (Found record : found) {
      Long number = sends.getOrDefault(record.place(), byContent.get(record.contentHash()));
      if (number == null) {
        unknown.add(record.place());
      } else {
        landed.put(record.place(), number);
      }
    }
    return new StreamFacts(landed, unknown, parents);
  }

  /// By the word of the sender: exact where every send was acknowledged and none may lie twice.
  public static StreamFacts ofAcknowledgements(List<SendLog.Send> log) {
    return new StreamFacts(acknowledged(log), List.of(), Map.of());
  }

  /// Whether a consumer must meet one before the other: it is earlier on its shard, or its shard is
  /// an ancestor, which is read to its end first.
  boolean precedes(Place one, Place other) {
    return one.isBefore(other) || isAncestor(one.shardId(), other.shardId());
  }

  private boolean isAncestor(String shardId, String of) {
    Set<String> above = parents.getOrDefault(of, Set.of());
    return above.contains(shardId) || above.stream().anyMatch(up -> isAncestor(shardId, up));
  }

  private static SortedMap<Place, Long> acknowledged(List<SendLog.Send> log) {
    SortedMap<Place, Long> sends = new TreeMap<>();
    for (SendLog.Send send : log) {
      Acknowledgement at = send.acknowledgement();
      if (at != null) {
        sends.put(Place.ofRecord(at.shardId(), at.sequenceNumber()), send.number());
      }
    }
    return sends;
  }
}
