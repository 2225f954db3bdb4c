package dev.sluice.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// A shard that counts signs of progress, and is held until a test says otherwise.
final class WaitingShard implements ShardControl {
  final AtomicLong progress = new AtomicLong();
  volatile boolean held = true;

  @Override
  public ShardRef shard() {
    return new ShardRef("app", "stream", Instant.EPOCH, "shardId-000000000000");
  }

  @Override
  public Optional<HashKeys> hashKeys() {
    return Optional.empty();
  }

  @Override
  public Optional<SequenceNumber> openedAfter() {
    return Optional.empty();
  }

  @Override
  public boolean mayContinue() {
    return held;
  }

  @Override
  public void enter(String stage) {}

  @Override
  public void progressed() {
    progress.incrementAndGet();
  }

  @Override
  public void succeeded(String operation) {}

  @Override
  public void failed(String operation, FaultKind kind, Throwable cause) {}

  @Override
  public void pause(Duration duration) throws ShardReleased {
    ensureHeld();
  }
}
