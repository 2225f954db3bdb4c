package dev.sluice.stream.kcl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Measures how long hand-overs take and prints a table. Arguments: how many rounds, and the
/// timings, `local` or `production`.
final class HandOverTimes {
  private final Map<HandOver, List<Duration>> measured = new EnumMap<>(HandOver.class);

  public static void main(String[] args) throws InterruptedException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    String timings = args.length > 1 ? args[1] : "local";
    HandOverTimes times = new HandOverTimes();
    try (LocalAws _ = new LocalAws();
        WorkerFleet fleet = new WorkerFleet("times", timings)) {
      WorkerHandle worker = fleet.start("first");
      fleet.awaitShards(worker, WorkerFleet.SHARDS);
      for (int round = 1; round <= rounds; round++) {
        Map<HandOver, List<Duration>> found = HandOver.round(fleet, worker, round);
        System.out.printf("round %d of %d: %s%n", round, rounds, found);
        times.add(found);
        worker = fleet.leader();
      }
    }
    System.out.printf("%s timings, %d rounds%n%s", timings, rounds, times.table());
    System.exit(0);
  }

  void add(Map<HandOver, List<Duration>> round) {
    round.forEach(
        (way, times) -> measured.computeIfAbsent(way, _ -> new ArrayList<>()).addAll(times));
  }

  String table() {
    StringBuilder table =
        new StringBuilder("| what | times | least | median | most |\n|---|---|---|---|---|\n");
    measured.forEach((way, times) -> {
      List<Duration> sorted = times.stream().sorted().toList();
      table.append(
          "| %s | %d | %s | %s | %s |\n"
              .formatted(
                  way.words(),
                  sorted.size(),
                  seconds(sorted.getFirst()),
                  seconds(sorted.get(sorted.size() / 2)),
                  seconds(sorted.getLast())));
    });
    return table.toString();
  }

  private static String seconds(Duration time) {
    return "%.1f s".formatted(time.toMillis() / 1000.0);
  }
}
