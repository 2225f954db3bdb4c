package dev.sluice.archiver.commit;

import dev.sluice.stream.ShardRef;
import java.time.Instant;

/// Tells others how far the archive has come.
@FunctionalInterface
public interface Watermarks {
  /// Every change that reached the shard before `watermark` is archived or dead-lettered. Makes one
  /// attempt.
  ///
  /// @param ended whether the shard has no more
  void publish(ShardRef shard, Instant watermark, boolean ended);
}
