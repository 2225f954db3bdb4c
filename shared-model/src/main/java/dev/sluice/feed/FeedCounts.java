package dev.sluice.feed;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What became of the events of a batch.
///
/// @param rejected by reason, as [dev.sluice.model.RejectReason] writes it
public record FeedCounts(
    long received, long stored, long duplicate, long erased, SortedMap<String, Long> rejected) {
  public static final FeedCounts NONE = new FeedCounts(0, 0, 0, 0, new TreeMap<>());

  public FeedCounts {
    rejected = Collections.unmodifiableSortedMap(new TreeMap<>(rejected));
  }

  public long allRejected() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  public FeedCounts plus(FeedCounts other) {
    SortedMap<String, Long> sum = new TreeMap<>(rejected);
    for (Map.Entry<String, Long> reason : other.rejected.entrySet()) {
      sum.merge(reason.getKey(), reason.getValue(), Long::sum);
    }
    return new FeedCounts(
        received + other.received,
        stored + other.stored,
        duplicate + other.duplicate,
        erased + other.erased,
        sum);
  }
}
