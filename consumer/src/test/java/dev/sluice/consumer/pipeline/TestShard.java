package dev.sluice.consumer.pipeline;

import dev.sluice.stream.FaultKind;
import dev.sluice.stream.HashKeys;
import dev.sluice.stream.SequenceNumber;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardRef;
import dev.sluice.stream.ShardReleased;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A shard that is held until a test lets it go. Pauses are cut short.
public final class TestShard implements ShardControl {
  public static final ShardRef REF =
      new ShardRef(
          "sluice-consumer",
          "sluice-events",
          Instant.parse("2026-01-01T00:00:00Z"),
          "shardId-000000000000");
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(20);

  /// A failed attempt of a call.
  public record Failure(String operation, FaultKind kind) {}

  private volatile HashKeys keys = HashKeys.ALL;
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<Failure> failures = new CopyOnWriteArrayList<>();
  private final List<String> stages = new CopyOnWriteArrayList<>();

  public void letGo() {
    released.countDown();
  }

  public List<Failure> failures() {
    return failures;
  }

  public List<String> stages() {
    return stages;
  }

  public void keys(HashKeys other) {
    keys = other;
  }

  @Override
  public Optional<HashKeys> hashKeys() {
    return Optional.of(keys);
  }

  @Override
  public ShardRef shard() {
    return REF;
  }

  @Override
  public Optional<SequenceNumber> openedAfter() {
    return Optional.empty();
  }

  @Override
  public boolean mayContinue() {
    return released.getCount() > 0;
  }

  @Override
  public void enter(String stage) {
    stages.add(stage);
  }

  @Override
  public void progressed() {}

  @Override
  public void succeeded(String operation) {}

  @Override
  public void failed(String operation, FaultKind kind, Throwable cause) {
    failures.add(new Failure(operation, kind));
  }

  @Override
  public void pause(Duration duration) throws ShardReleased, InterruptedException {
    long millis = Math.min(duration.toMillis(), LONGEST_PAUSE.toMillis());
    if (released.await(millis, TimeUnit.MILLISECONDS)) {
      throw new ShardReleased(REF);
    }
  }
}
