package dev.sluice.archiver.erase;

import java.time.Instant;

/// Tells how far the consumer has come on its stream.
public interface ConsumerReach {
  /// @param until what is asked for: whether everything that arrived until then is checkpointed
  /// @param settled later than that: a record that arrived after it shows that nothing is still to
  ///   come from before `until`, since arrival times ascend only roughly
  Reach reach(Instant until, Instant settled);
}
