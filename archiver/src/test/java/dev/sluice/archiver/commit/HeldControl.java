package dev.sluice.archiver.commit;

import dev.sluice.stream.FaultKind;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardRef;
import dev.sluice.stream.ShardReleased;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The control of a shard that believes to be held until it is told. Pauses take no time.
final class HeldControl implements ShardControl {
  final List<String> failures = new ArrayList<>();
  private volatile boolean held = true;

  void letGo() {
    held = false;
  }

  @Override
  public ShardRef shard() {
    return ChangeShard.REF;
  }

  @Override
  public boolean mayContinue() {
    return held;
  }

  @Override
  public void enter(String stage) {}

  @Override
  public void progressed() {}

  @Override
  public void succeeded(String operation) {}

  @Override
  public synchronized void failed(String operation, FaultKind kind, Throwable cause) {
    failures.add(operation);
  }

  @Override
  public void pause(Duration duration) throws ShardReleased {
    ensureHeld();
  }
}
