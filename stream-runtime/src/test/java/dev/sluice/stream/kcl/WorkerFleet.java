package dev.sluice.stream.kcl;

import static org.awaitility.Awaitility.await;

import dev.sluice.stream.Retrieval;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Workers in processes of their own on a stream of four shards that gets records all the time, and
/// what they told.
final class WorkerFleet implements AutoCloseable {
  static final int SHARDS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofMillis(20);

  private final String timings;
  private final StreamBench bench;
  private final Feed feed;
  private final Queue<WorkerEvent> events = new ConcurrentLinkedQueue<>();
  private final List<WorkerHandle> workers = new CopyOnWriteArrayList<>();

  /// @param timings of the workers: `local` or `production`
  WorkerFleet(String stream, String timings) {
    this.timings = timings;
    this.bench = new StreamBench(stream, SHARDS, Retrieval.polling());
    this.feed = new Feed(bench, SHARDS);
  }

  Feed feed() {
    return feed;
  }

  List<WorkerEvent> events() {
    return List.copyOf(events);
  }

  WorkerHandle start(String name) {
    WorkerHandle worker =
        WorkerHandle.start(
            List.of(name, bench.settings.application(), bench.settings.stream(), timings), events);
    workers.add(worker);
    return worker;
  }

  /// When a worker began, which is when its JVM is up.
  long startedAt(WorkerHandle worker) {
    String identifier = worker.identifier();
    return events.stream()
        .filter(event -> event.kind() == WorkerEvent.Kind.STARTED)
        .filter(event -> event.shardId().equals(identifier))
        .mapToLong(WorkerEvent::atMillis)
        .findFirst()
        .orElseThrow();
  }

  /// The worker that assigns leases.
  WorkerHandle leader() {
    await().atMost(PATIENCE).until(() -> workers.stream().anyMatch(this::isLeader));
    return workers.stream().filter(this::isLeader).findAny().orElseThrow();
  }

  private boolean isLeader(WorkerHandle worker) {
    AttributeValue owner = bench.item("Leader").get("ownerName");
    return owner != null && worker.isAlive() && owner.s().equals(worker.identifier());
  }

  /// Shards by the worker that processed a record of it last.
  Map<String, List<String>> shardsByWorker() {
    Map<String, WorkerEvent> last = new HashMap<>();
    processed().forEach(event -> last.merge(event.shardId(), event, WorkerFleet::later));
    return last.values().stream()
        .collect(
            Collectors.groupingBy(
                WorkerEvent::worker,
                Collectors.mapping(WorkerEvent::shardId, Collectors.toList())));
  }

  private static WorkerEvent later(WorkerEvent one, WorkerEvent other) {
    return one.atMillis() > other.atMillis() ? one : other;
  }

  Stream<WorkerEvent> processed() {
    return events.stream().filter(event -> event.kind() == WorkerEvent.Kind.PROCESSED);
  }

  List<String> shardsOf(WorkerHandle worker) {
    return shardsByWorker().getOrDefault(worker.identifier(), List.of());
  }

  void awaitShards(WorkerHandle worker, int count) {
    await()
        .atMost(PATIENCE)
        .pollInterval(LOOK)
        .until(() -> worker.isAlive() && shardsOf(worker).size() == count);
  }

  /// When a worker had processed a record of each of these shards after a moment.
  long processedAllAt(WorkerHandle worker, List<String> shards, long afterMillis) {
    return shards.stream()
        .mapToLong(shard ->
            processed()
                .filter(event -> event.worker().equals(worker.identifier()))
                .filter(event -> event.shardId().equals(shard) && event.atMillis() >= afterMillis)
                .mapToLong(WorkerEvent::atMillis)
                .min()
                .orElseThrow())
        .max()
        .orElseThrow();
  }

  /// Whether a worker said so of each of these shards.
  boolean told(WorkerHandle worker, WorkerEvent.Kind kind, List<String> shards) {
    return shards.stream()
        .allMatch(shard ->
            events.stream()
                .anyMatch(event ->
                    event.kind() == kind
                        && event.worker().equals(worker.identifier())
                        && event.shardId().equals(shard)));
  }

  /// Records that two workers processed.
  Set<Feed.Put> processedByTwo() {
    Map<Feed.Put, Set<String>> workersByRecord =
        processed()
            .collect(
                Collectors.groupingBy(
                    Feed.Put::of, Collectors.mapping(WorkerEvent::worker, Collectors.toSet())));
    return workersByRecord.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /// Returns when what is on these shards now is checkpointed.
  void awaitCheckpointsBeyond(List<String> shards) {
    Map<String, BigInteger> now = feed.lastByShard();
    await()
        .atMost(PATIENCE)
        .until(() ->
            shards.stream()
                .allMatch(shard ->
                    bench
                        .checkpoint(shard)
                        .filter(checkpoint -> Character.isDigit(checkpoint.charAt(0)))
                        .filter(
                            checkpoint -> new BigInteger(checkpoint).compareTo(now.get(shard)) >= 0)
                        .isPresent()));
  }

  /// Ends the feed; returns when every record of it was processed, and all is checkpointed.
  void finish() {
    feed.close();
    await().atMost(PATIENCE).until(() -> CheckpointLog.missing(this).isEmpty());
    await()
        .atMost(PATIENCE)
        .until(() ->
            feed.lastByShard().entrySet().stream()
                .allMatch(last ->
                    bench.checkpoint(last.getKey()).orElse("").equals(last.getValue().toString())));
  }

  StreamBench bench() {
    return bench;
  }

  @Override
  public void close() throws InterruptedException {
    feed.close();
    for (WorkerHandle worker : workers) {
      worker.close();
    }
    bench.close();
  }
}
