package dev.sluice.consumer.pipeline;

import dev.sluice.stream.ShardReleased;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What the in-memory stores were made to do, in order. It can cut the work short before any step:
/// each item that is written is one.
final class Journal {

  sealed interface Action {
    record Claimed(UUID id) implements Action {}

    record Found(UUID id) implements Action {}

    record GaveBack(UUID id) implements Action {}

    record Stored(UUID id) implements Action {}

    record Refreshed(String device, String type) implements Action {}

    record Seen(String device) implements Action {}

    record NotedDay(String device, LocalDate date) implements Action {}

    record DeadLettered(String position, String reason) implements Action {}

    record Counted(String key) implements Action {}

    record Alerted(UUID key) implements Action {}

    record Judged(String device, String type) implements Action {}

    record SilenceEnded(String device) implements Action {}

    record Published(String position) implements Action {}
  }

  /// How work is cut short.
  enum Cut {
    SHARD_RELEASED,
    CRASH
  }

  /// Thrown where a process would have died, or a bug would have shown.
  static final class Crashed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final List<Action> actions = new ArrayList<>();
  private int steps;
  private int cutAt = Integer.MAX_VALUE;
  private Cut cut = Cut.CRASH;

  /// @param step counted from 1; nothing happens when so many are never made
  void cutAt(int step, Cut how) {
    cutAt = step;
    cut = how;
  }

  void does(Action action) throws ShardReleased {
    if (++steps == cutAt) {
      switch (cut) {
        case SHARD_RELEASED -> throw new ShardReleased(TestShard.REF);
        case CRASH -> throw new Crashed();
      }
    }
    actions.add(action);
  }

  int steps() {
    return steps;
  }

  List<Action> actions() {
    return actions;
  }
}
