package dev.sluice.ingest.status;

import dev.sluice.ingest.queue.RefusedSubmissions;
import dev.sluice.ingest.submission.ElementType;
import dev.sluice.ingest.submission.SubmissionEvents;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Finds out what became of a submission. The ids of its events are made of its own, so they can be
/// looked for without knowing it: those of each type from 0 on, until a stretch has none. What is
/// stored counts, whatever was refused under the same id.
public final class SubmissionStates {
  /// Of each type in the first look; most submissions hold fewer.
  private static final int FIRST = 8;

  private static final int GROWTH = 4;

  private final StoredIds stored;
  private final RefusedSubmissions refused;
  private final int mostEvents;

  /// @param mostEvents that a submission may hold
  public SubmissionStates(StoredIds stored, RefusedSubmissions refused, int mostEvents) {
    this.stored = stored;
    this.refused = refused;
    this.mostEvents = mostEvents;
  }

  private record Place(ElementType type, int index) {}

  public SubmissionState of(UUID submission) {
    Map<ElementType, Integer> counts = new EnumMap<>(ElementType.class);
    String device = count(submission, counts);
    if (!counts.isEmpty()) {
      return new SubmissionState.Stored(submission, device, Map.copyOf(counts));
    }
    return refused
        .of(submission)
        .<SubmissionState>map(letter -> new SubmissionState.Rejected(submission, letter))
        .orElseGet(() -> new SubmissionState.Unknown(submission));
  }

  /// @return the device, empty if nothing tells it
  private String count(UUID submission, Map<ElementType, Integer> counts) {
    String device = "";
    Set<ElementType> open = EnumSet.allOf(ElementType.class);
    int from = 0;
    int to = FIRST;
    while (!open.isEmpty() && from < mostEvents) {
      Map<UUID, Place> asked = ids(submission, open, from, Math.min(to, mostEvents));
      Map<UUID, StoredIds.Held> found = stored.find(asked.keySet());
      open.clear();
      for (Map.Entry<UUID, StoredIds.Held> one : found.entrySet()) {
        Place place = asked.get(one.getKey());
        if (place != null) {
          counts.merge(place.type(), 1, Integer::sum);
          open.add(place.type());
          device = device.isEmpty() ? one.getValue().deviceId() : device;
        }
      }
      from = to;
      to *= GROWTH;
    }
    return device;
  }

  private static Map<UUID, Place> ids(UUID submission, Set<ElementType> types, int from, int to) {
    Map<UUID, Place> ids = new HashMap<>();
    for (ElementType type : types) {
      for (int index = from; index < to; index++) {
        ids.put(SubmissionEvents.id(submission, type, index), new Place(type, index));
      }
    }
    return ids;
  }
}
