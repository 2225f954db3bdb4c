package dev.sluice.query.read;

import dev.sluice.window.WindowField;
import dev.sluice.window.WindowLength;
import dev.sluice.window.WindowTotals;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// Windows of event time, as the consumer keeps them. A window past its expiry is never answered,
/// deleted or not.
public interface WindowRepository {
  /// One field, over all shards.
  ///
  /// @param from inclusive, by the start of the window
  /// @param to exclusive
  /// @return by the start of the window; none without numbers
  /// @throws StoreUnavailableException when the store cannot be asked now
  SortedMap<Instant, WindowTotals> findByStartBetween(
      WindowField of, WindowLength length, Instant from, Instant to);

  /// All fields of one window, by shard: for whoever begins to follow it in its middle.
  ///
  /// @throws StoreUnavailableException when the store cannot be asked now
  Map<String, List<WindowTotals>> findByStart(WindowLength length, Instant start);
}
