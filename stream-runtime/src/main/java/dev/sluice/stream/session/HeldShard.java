package dev.sluice.stream.session;

import dev.sluice.stream.FaultKind;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardRef;
import dev.sluice.stream.ShardReleased;
import dev.sluice.stream.ShardWatch;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// The control of a shard whose lease a worker really holds.
public final class HeldShard implements ShardControl {
  /// How soon a pause notices that the shard has to be let go.
  private static final long LOOK_MILLIS = 100;

  private final ShardRef shard;
  private final ShardWatch watch;
  private final BooleanSupplier held;
  private volatile boolean released;

  /// @param held whether the lease is ours and time is left; asked often, so it must be cheap
  public HeldShard(ShardRef shard, ShardWatch watch, BooleanSupplier held) {
    this.shard = shard;
    this.watch = watch;
    this.held = held;
  }

  @Override
  public ShardRef shard() {
    return shard;
  }

  @Override
  public boolean mayContinue() {
    if (!released && !held.getAsBoolean()) {
      released = true;
    }
    return !released;
  }

  @Override
  public void enter(String stage) {
    watch.enter(stage);
  }

  @Override
  public void progressed() {
    watch.progressed();
  }

  @Override
  public void succeeded(String operation) {
    watch.succeeded(operation);
  }

  @Override
  public void failed(String operation, FaultKind kind, Throwable cause) {
    watch.failed(operation, kind, cause);
  }

  @Override
  public void pause(Duration duration) throws ShardReleased, InterruptedException {
    long end = System.nanoTime() + duration.toNanos();
    ensureHeld();
    for (long left; (left = end - System.nanoTime()) > 0; ensureHeld()) {
      Thread.sleep(Duration.ofNanos(Math.min(left, LOOK_MILLIS * 1_000_000)));
    }
  }
}
