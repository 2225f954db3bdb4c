package dev.sluice.stream.kcl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One way in which shards come from one worker to another, and how long it takes: from the cause
/// until each of the shards has had a record processed by its new owner.
enum HandOver {
  BALANCE("a second worker starts, until each has half of the shards"),
  STOP("a worker that does not lead is stopped (SIGTERM)"),
  STOP_OF_LEADER("the leader is stopped (SIGTERM)"),
  KILL("a worker that does not lead is killed (SIGKILL)"),
  KILL_OF_LEADER("the leader is killed (SIGKILL)");

  private final String words;

  HandOver(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /// Each way once, on a fleet of one worker, which has one worker again afterwards.
  static Map<HandOver, List<Duration>> round(WorkerFleet fleet, WorkerHandle first, int number) {
    Map<HandOver, List<Duration>> times = new EnumMap<>(HandOver.class);
    WorkerHandle one = first;
    for (HandOver way : List.of(STOP, KILL, STOP_OF_LEADER, KILL_OF_LEADER)) {
      WorkerHandle other =
          balance(fleet, way.name().toLowerCase(Locale.ROOT) + "-" + number, times);
      WorkerHandle leader = fleet.leader();
      WorkerHandle follower = leader == one ? other : one;
      one =
          switch (way) {
            case STOP, KILL -> take(fleet, way, follower, leader, times);
            case STOP_OF_LEADER, KILL_OF_LEADER -> take(fleet, way, leader, follower, times);
            case BALANCE -> throw new AssertionError(way);
          };
    }
    return times;
  }

  private static WorkerHandle balance(
      WorkerFleet fleet, String name, Map<HandOver, List<Duration>> times) {
    WorkerHandle started = fleet.start(name);
    long start = fleet.startedAt(started);
    fleet.awaitShards(started, WorkerFleet.SHARDS / 2);
    long end = fleet.processedAllAt(started, fleet.shardsOf(started), start);
    note(times, BALANCE, end - start);
    return started;
  }

  private static void note(Map<HandOver, List<Duration>> times, HandOver way, long millis) {
    times.computeIfAbsent(way, _ -> new ArrayList<>()).add(Duration.ofMillis(millis));
  }

  private static WorkerHandle take(
      WorkerFleet fleet,
      HandOver way,
      WorkerHandle from,
      WorkerHandle by,
      Map<HandOver, List<Duration>> times) {
    List<String> shards = fleet.shardsOf(from);
    long start = System.currentTimeMillis();
    if (way == KILL || way == KILL_OF_LEADER) {
      from.kill();
    } else {
      from.stop();
    }
    fleet.awaitShards(by, WorkerFleet.SHARDS);
    note(times, way, fleet.processedAllAt(by, shards, start) - start);
    return by;
  }
}
