package dev.sluice.stream.session;

import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Pauses between attempts.
final class Pauses {
  private static final Logger LOG = LoggerFactory.getLogger(Pauses.class);

  private Pauses() {}

  /// An end of the pause before its time means that the loop's own question will be answered anew.
  static void pause(ShardControl control, Duration duration) {
    try {
      control.pause(duration);
    } catch (ShardReleased | InterruptedException e) {
      LOG.debug("{}: pause ended early", control.shard(), e);
    }
  }
}
