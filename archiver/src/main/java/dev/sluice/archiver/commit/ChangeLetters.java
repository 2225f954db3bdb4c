package dev.sluice.archiver.commit;

import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.List;

/// Where changes that cannot be archived are kept: dead letters with the whole record as their
/// original, however large Kinesis took it.
public interface ChangeLetters {

  /// Returns when every letter is durable. A change written again replaces itself.
  ///
  /// @param control of the shard that the records came from
  void write(List<RefusedChange> refused, ShardControl control)
      throws ShardReleased, InterruptedException;
}
