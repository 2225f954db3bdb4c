package dev.sluice.feed;

import dev.sluice.window.WindowTotals;
import java.time.Duration;
import java.util.List;

/// What one shard has to tell at once.
///
/// @param events stored, in the order of the shard
/// @param counts of everything that was received; may count a record again that was read again
/// @param behindLatest how far the shard was behind its tip
/// @param alerts in the order of the shard
/// @param windows that changed: what *this shard* has counted in each so far, in place of what it
///   said before
public record FeedBatch(
    List<FeedEvent> events,
    FeedCounts counts,
    Duration behindLatest,
    List<FeedAlert> alerts,
    List<WindowTotals> windows) {
  public FeedBatch {
    events = List.copyOf(events);
    alerts = List.copyOf(alerts);
    windows = List.copyOf(windows);
  }
}
