package dev.sluice.stream.kcl;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Looks at the checkpoints ten times a second and tells, at the end, what was wrong with them.
final class CheckpointLog implements AutoCloseable {
  private record Sample(String shardId, BigInteger checkpoint, long atMillis) {}

  private final WorkerFleet fleet;
  private final ConcurrentLinkedQueue<Sample> samples = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  CheckpointLog(WorkerFleet fleet) {
    this.fleet = fleet;
    clock.scheduleWithFixedDelay(this::tryToLook, 0, 100, TimeUnit.MILLISECONDS);
  }

  private void tryToLook() {
    try {
      look();
    } catch (RuntimeException e) {
      System.out.println("no look at the checkpoints this time: " + e);
    }
  }

  private void look() {
    for (String shardId : fleet.feed().lastByShard().keySet()) {
      fleet
          .bench()
          .checkpoint(shardId)
          .filter(checkpoint -> Character.isDigit(checkpoint.charAt(0)))
          .ifPresent(checkpoint ->
              samples.add(
                  new Sample(shardId, new BigInteger(checkpoint), System.currentTimeMillis())));
    }
  }

  int size() {
    return samples.size();
  }

  /// Records that nobody has processed.
  static List<Feed.Put> missing(WorkerFleet fleet) {
    Set<Feed.Put> processed = fleet.processed().map(Feed.Put::of).collect(Collectors.toSet());
    return fleet.feed().puts().stream().filter(put -> !processed.contains(put)).toList();
  }

  /// Checkpoints that were beyond a record which nobody had processed by then.
  List<String> ahead() {
    Map<Feed.Put, Long> firstProcessed = new HashMap<>();
    fleet
        .processed()
        .forEach(event -> firstProcessed.merge(Feed.Put.of(event), event.atMillis(), Math::min));
    List<String> found = new ArrayList<>();
    for (Feed.Put put : fleet.feed().puts()) {
      long done = firstProcessed.getOrDefault(put, Long.MAX_VALUE);
      samples.stream()
          .filter(sample -> sample.shardId().equals(put.shardId()))
          .filter(sample -> sample.checkpoint().compareTo(put.sequenceNumber()) >= 0)
          .filter(sample -> sample.atMillis() < done)
          .findFirst()
          .ifPresent(sample -> found.add(sample + " though " + put + " was not processed"));
    }
    return found;
  }

  /// Checkpoints that were older than one before.
  List<String> steppedBack() {
    Map<String, BigInteger> greatest = new HashMap<>();
    List<String> found = new ArrayList<>();
    for (Sample sample : samples) {
      BigInteger before = greatest.getOrDefault(sample.shardId(), BigInteger.ZERO);
      if (sample.checkpoint().compareTo(before) < 0) {
        found.add(sample + " after " + before);
      }
      greatest.put(sample.shardId(), before.max(sample.checkpoint()));
    }
    return found;
  }

  @Override
  public void close() {
    clock.close();
  }
}
