package dev.sluice.stream.session;

import dev.sluice.stream.FaultKind;
import dev.sluice.stream.HashKeys;
import dev.sluice.stream.SequenceNumber;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardRef;
import dev.sluice.stream.ShardReleased;
import dev.sluice.stream.ShardWatch;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The control of a shard whose lease a worker really holds.
public final class HeldShard implements ShardControl {
  /// How soon a pause notices that the shard has to be let go.
  private static final long LOOK_MILLIS = 100;

  private final ShardRef shard;
  private final ShardWatch watch;
  private final BooleanSupplier held;
  private final Opening opening;
  private volatile boolean released;

  /// What is known of a shard when its lease is gained.
  ///
  /// @param keys empty where the lease does not tell
  /// @param after empty where nothing was done yet
  public record Opening(Optional<HashKeys> keys, Optional<SequenceNumber> after) {}

  /// @param held whether the lease is ours and time is left; asked often, so it must be cheap
  public HeldShard(ShardRef shard, ShardWatch watch, BooleanSupplier held, Opening opening) {
    this.shard = shard;
    this.opening = opening;
    this.watch = watch;
    this.held = held;
  }

  @Override
  public ShardRef shard() {
    return shard;
  }

  @Override
  public Optional<HashKeys> hashKeys() {
    return opening.keys();
  }

  @Override
  public Optional<SequenceNumber> openedAfter() {
    return opening.after();
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
