package dev.sluice.stream;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says in the log when a shard hangs, once, with the stack of the thread that hangs, and once when
/// it moves again or is let go: whether or not anybody asks for the health.
final class Watchdog {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  private final Collection<ShardWatch> watches;
  private final Duration stuckAfter;
  private final Set<ShardWatch> hanging = new HashSet<>();
  private @Nullable CountDownLatch end;

  /// @param watches of all shards held, which may change at any time
  Watchdog(Collection<ShardWatch> watches, Duration stuckAfter) {
    this.watches = watches;
    this.stuckAfter = stuckAfter;
  }

  /// Looks a few times in the time after which a shard is taken for stuck, until [#stop()]. On a
  /// platform thread: whatever hangs may well keep the carriers of virtual ones.
  synchronized void start() {
    if (end == null) {
      CountDownLatch over = new CountDownLatch(1);
      end = over;
      Thread.ofPlatform().name("shard-watchdog").daemon().start(() -> watch(over));
    }
  }

  synchronized void stop() {
    if (end != null) {
      end.countDown();
      end = null;
    }
  }

  private void watch(CountDownLatch over) {
    try {
      while (!over.await(stuckAfter.dividedBy(20).toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized void look() {
    List<ShardWatch> stuck = stuck();
    for (ShardWatch watch : stuck) {
      if (hanging.add(watch)) {
        LOG.error("{}", message(watch), watch.stack());
      }
    }
    for (ShardWatch watch : List.copyOf(hanging)) {
      if (!stuck.contains(watch)) {
        hanging.remove(watch);
        ShardStatus now = watch.status();
        LOG.info(
            "{} does not hang any more: {} (worker {})",
            now.shard(),
            watches.contains(watch) ? "it is in stage " + now.stage() : "it was let go",
            now.worker());
      }
    }
  }

  List<ShardWatch> stuck() {
    return watches.stream().filter(watch -> watch.isStuck(stuckAfter)).toList();
  }

  String message(ShardWatch watch) {
    ShardStatus status = watch.status();
    return "%s hangs in stage %s since %s (worker %s): nothing came back for more than %s"
        .formatted(
            status.shard(), status.stage(), status.lastProgress(), status.worker(), stuckAfter);
  }
}
