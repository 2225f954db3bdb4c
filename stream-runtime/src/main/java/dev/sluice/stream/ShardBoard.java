package dev.sluice.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Knows every shard that the workers of one application in this process hold, and makes health and
/// metrics of it. One board for all the workers.
///
/// - `sluice.lag` (ms; `application`): the largest lag over the shards held; no value while none is
///   held, so that a fleet which processes nothing is not taken for one that has nothing to do
/// - `sluice.shard.lag` (ms; `application`, `shard`): disappears with the shard
/// - `sluice.checkpoints` (`application`) and `sluice.retries` (`operation`, `kind`) count
public final class ShardBoard {
  /// A stage that returns nothing for so long hangs. Each call to AWS ends within seconds.
  public static final Duration STUCK_AFTER = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(ShardBoard.class);

  private final MeterRegistry registry;
  private final Clock clock;
  private final Duration stuckAfter;
  private final MultiGauge shardLag;
  private final Gauge lag;
  private final String application;
  private final Set<ShardWatch> watches = ConcurrentHashMap.newKeySet();
  private final Map<String, Boolean> workers = new ConcurrentHashMap<>();

  public ShardBoard(String application, MeterRegistry registry, Clock clock, Duration stuckAfter) {
    this.application = application;
    this.registry = registry;
    this.clock = clock;
    this.stuckAfter = stuckAfter;
    this.lag =
        Gauge.builder("sluice.lag", this, ShardBoard::lagMillis)
            .description("largest lag over the shards held")
            .baseUnit("milliseconds")
            .tag("application", application)
            .strongReference(true)
            .register(registry);
    this.shardLag =
        MultiGauge.builder("sluice.shard.lag")
            .description("how far a shard is behind its tip")
            .baseUnit("milliseconds")
            .tag("application", application)
            .register(registry);
  }

  public ShardBoard(String application, MeterRegistry registry, Clock clock) {
    this(application, registry, clock, STUCK_AFTER);
  }

  /// A worker is known from its start to its stop, and running while it looks after leases.
  public void workerRunning(String worker, boolean running) {
    workers.put(worker, running);
  }

  public void workerStopped(String worker) {
    workers.remove(worker);
  }

  /// The workers of this process, by the names under which they own leases.
  public Set<String> workers() {
    return Set.copyOf(workers.keySet());
  }

  /// A worker has got a shard; to be closed when it lets go.
  public ShardWatch open(String worker, ShardRef shard) {
    ShardWatch watch = new ShardWatch(this, registry, clock, worker, shard);
    watches.add(watch);
    registerShardLag();
    return watch;
  }

  void remove(ShardWatch watch) {
    watches.remove(watch);
    registerShardLag();
  }

  private synchronized void registerShardLag() {
    List<Row<?>> rows = new ArrayList<>();
    watches.stream()
        .collect(Collectors.groupingBy(watch -> watch.shard().shardId()))
        .forEach((shardId, held) ->
            rows.add(Row.of(Tags.of("shard", shardId), held, ShardBoard::largestLag)));
    shardLag.register(rows, true);
  }

  private static double largestLag(Iterable<ShardWatch> held) {
    double largest = Double.NaN;
    for (ShardWatch watch : held) {
      largest = Double.isNaN(largest) ? watch.lagMillis() : Math.max(largest, watch.lagMillis());
    }
    return largest;
  }

  /// The largest lag over the shards held, in milliseconds; NaN while none is held.
  public double lagMillis() {
    return largestLag(watches);
  }

  /// The shards held, by worker and shard.
  public List<ShardStatus> shards() {
    return watches.stream()
        .map(ShardWatch::status)
        .sorted(
            Comparator.comparing(ShardStatus::worker)
                .thenComparing(status -> status.shard().shardId()))
        .toList();
  }

  public RuntimeHealth health() {
    List<String> stuck =
        watches.stream()
            .filter(watch -> watch.isStuck(stuckAfter))
            .map(watch -> stuckMessage(watch.status()))
            .toList();
    stuck.forEach(LOG::error);
    List<String> unready = new ArrayList<>();
    if (workers.isEmpty()) {
      unready.add("no worker of " + application + " was started");
    }
    workers.forEach((worker, running) -> {
      if (!running) {
        unready.add("worker " + worker + " does not run yet");
      }
    });
    watches.forEach(watch -> unready.addAll(watch.down()));
    List<String> problems = new ArrayList<>(stuck);
    problems.addAll(unready);
    return new RuntimeHealth(stuck.isEmpty(), unready.isEmpty(), shards(), problems);
  }

  private String stuckMessage(ShardStatus status) {
    return "%s hangs in stage %s since %s: nothing came back for more than %s"
        .formatted(status.shard(), status.stage(), status.since(), stuckAfter);
  }

  /// Takes the gauges out of the registry.
  public void close() {
    registry.remove(lag);
    shardLag.register(List.of(), true);
  }
}
