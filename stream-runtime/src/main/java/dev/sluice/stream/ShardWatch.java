package dev.sluice.stream;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows one shard while a worker holds it; got from [ShardBoard#open]. Safe for many threads.
public final class ShardWatch implements AutoCloseable {
  /// The stage of a shard that waits for records.
  public static final String IDLE = "idle";

  /// So many failures in a row, of which the last pause took seconds, are no hiccup any more.
  private static final int DOWN_AFTER_FAILURES = 5;

  /// Polling brings a new figure every second or so, fan-out every 5 s.
  private static final Duration FRESH = Duration.ofSeconds(15);

  private static final Logger LOG = LoggerFactory.getLogger(ShardWatch.class);

  private final ShardBoard board;
  private final MeterRegistry registry;
  private final Clock clock;
  private final String worker;
  private final ShardRef shard;
  private final Map<String, Failures> failing = new ConcurrentHashMap<>();
  private volatile Stage stage;
  private volatile Lag lag;
  private volatile Instant lastProgress;
  private volatile @Nullable Instant oldestInWork;

  private record Stage(String name, Instant since, Thread thread) {}

  private record Lag(Duration behindLatest, Instant measured) {}

  private record Failures(int count, FaultKind kind, String message) {
    boolean isDown() {
      return kind == FaultKind.HOLDS_SHARD || count >= DOWN_AFTER_FAILURES;
    }

    /// Once when it goes down, then ever more rarely.
    boolean isWorthALine() {
      return isDown() && (count == DOWN_AFTER_FAILURES || Integer.bitCount(count) == 1);
    }
  }

  ShardWatch(ShardBoard board, MeterRegistry registry, Clock clock, String worker, ShardRef shard) {
    this.board = board;
    this.registry = registry;
    this.clock = clock;
    this.worker = worker;
    this.shard = shard;
    Instant now = clock.instant();
    this.stage = new Stage(IDLE, now, Thread.currentThread());
    this.lag = new Lag(Duration.ZERO, now);
    this.lastProgress = now;
  }

  public void enter(String name) {
    Instant now = clock.instant();
    stage = new Stage(name, now, Thread.currentThread());
    lastProgress = now;
  }

  public void progressed() {
    lastProgress = clock.instant();
  }

  public void measured(Duration behindLatest) {
    lag = new Lag(behindLatest, clock.instant());
  }

  /// A batch is in work.
  ///
  /// @param arrived when the oldest record of it came to the stream
  public void working(Instant arrived) {
    oldestInWork = arrived;
  }

  /// Nothing is in work, and the shard waits for records.
  public void idle() {
    oldestInWork = null;
    enter(IDLE);
  }

  public void succeeded(String operation) {
    Failures before = failing.remove(operation);
    if (before != null && before.isDown()) {
      LOG.info("{}: {} works again after {} failures", shard, operation, before.count());
    }
    progressed();
  }

  public void failed(String operation, FaultKind kind, Throwable cause) {
    Failures failures =
        failing.merge(
            operation,
            new Failures(1, kind, String.valueOf(cause)),
            (before, now) -> new Failures(before.count() + 1, now.kind(), now.message()));
    if (failures.isWorthALine()) {
      LOG.warn("{}: {} fails, {} times now", shard, operation, failures.count(), cause);
    }
    count("sluice.retries", "operation", operation, "kind", tag(kind));
    progressed();
  }

  public void checkpointed() {
    count("sluice.checkpoints", "application", shard.application());
    progressed();
  }

  /// How far the shard is behind, in milliseconds: by the library's last word, which it has when it
  /// reads, or by the age of the oldest record in work, for batches wait between the two. Where the
  /// last word is old, because nothing can be read, the time since counts too: the tip moves on.
  double lagMillis() {
    return behind().toMillis();
  }

  private Duration behind() {
    Instant now = clock.instant();
    Lag last = lag;
    Duration age = Duration.between(last.measured(), now);
    Duration read = last.behindLatest().plus(age.compareTo(FRESH) > 0 ? age : Duration.ZERO);
    Instant oldest = oldestInWork;
    Duration worked = oldest == null ? Duration.ZERO : Duration.between(oldest, now);
    return read.compareTo(worked) >= 0 ? read : worked;
  }

  ShardStatus status() {
    Stage now = stage;
    return new ShardStatus(worker, shard, behind(), now.name(), now.since(), lastProgress);
  }

  /// Where the thread that entered the stage is now.
  Exception stack() {
    Thread thread = stage.thread();
    Exception stack = new Exception("thread " + thread.getName() + " is here");
    stack.setStackTrace(thread.getStackTrace());
    return stack;
  }

  boolean isStuck(Duration after) {
    return !stage.name().equals(IDLE)
        && Duration.between(lastProgress, clock.instant()).compareTo(after) > 0;
  }

  /// What keeps the shard from going on: operations that fail, or reads that bring nothing.
  List<String> down() {
    List<String> problems = new ArrayList<>(failures());
    Stage now = stage;
    Instant heard = lag.measured().isAfter(now.since()) ? lag.measured() : now.since();
    Duration silence = Duration.between(heard, clock.instant());
    if (now.name().equals(IDLE) && silence.compareTo(FRESH) > 0) {
      problems.add(
          "nothing came from %s for %d s, not even word that nothing is there"
              .formatted(shard, silence.toSeconds()));
    }
    return problems;
  }

  private List<String> failures() {
    return failing.entrySet().stream()
        .filter(e ->
            e.getValue().kind() == FaultKind.HOLDS_SHARD
                || e.getValue().count() >= DOWN_AFTER_FAILURES)
        .map(e ->
            "%s fails on %s, %d times now: %s"
                .formatted(e.getKey(), shard, e.getValue().count(), e.getValue().message()))
        .toList();
  }

  private void count(String name, String... tags) {
    registry.counter(name, tags).increment();
  }

  private static String tag(FaultKind kind) {
    return switch (kind) {
      case TRANSIENT -> "transient";
      case REFUSED_ITEM -> "refused_item";
      case HOLDS_SHARD -> "holds_shard";
    };
  }

  /// The shard is no longer held: its figures go.
  @Override
  public void close() {
    board.remove(this);
  }

  ShardRef shard() {
    return shard;
  }
}
