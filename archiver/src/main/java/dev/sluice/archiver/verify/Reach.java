package dev.sluice.archiver.verify;

import java.time.Instant;
import java.util.Optional;

/// How far consumer, archiver and erasure have come.
public interface Reach {

  /// How far the consumer has come on each shard.
  Checkpoints consumer();

  /// Every change that reached the stream before it is archived or dead-lettered; empty while that
  /// is not known of each shard of the stream.
  Optional<Instant> archive();

  /// Whether an erasure was begun and is not finished.
  boolean isErasing();
}
