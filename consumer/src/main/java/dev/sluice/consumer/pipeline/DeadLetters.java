package dev.sluice.consumer.pipeline;

import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.List;

/// Where dead letters are kept.
public interface DeadLetters {

  /// Returns when every letter is durable. A letter written again replaces itself.
  void write(List<DeadLetter> letters, ShardControl control)
      throws ShardReleased, InterruptedException;
}
