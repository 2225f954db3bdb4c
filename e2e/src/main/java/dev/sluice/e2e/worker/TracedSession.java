package dev.sluice.e2e.worker;

import dev.sluice.e2e.guarantee.TraceEntry;
import dev.sluice.stream.FaultKind;
import dev.sluice.stream.HashKeys;
import dev.sluice.stream.SequenceNumber;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardRef;
import dev.sluice.stream.ShardReleased;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One worker's time with one shard. It stands in for the shard's control, which the pipeline hands
/// to every port: so the ports, which all shards share, know whose work they do.
final class TracedSession implements ShardControl {
  private final String name;
  private final ShardControl control;
  private final Instruments instruments;

  /// @param name unique over all workers of a run
  TracedSession(String name, ShardControl control, Instruments instruments) {
    this.name = name;
    this.control = control;
    this.instruments = instruments;
  }

  static TracedSession of(ShardControl control) {
    if (control instanceof TracedSession session) {
      return session;
    }
    throw new IllegalStateException(control + " is not the control that the processor was given");
  }

  /// An entry, its time and session given.
  interface Entry {
    TraceEntry at(Instant now, String session);
  }

  void note(Entry entry) {
    instruments.trace().accept(entry.at(instruments.clock().instant(), name));
  }

  void meet(FaultPoint point) throws InterruptedException {
    instruments.points().meet(point);
  }

  /// Part of a step.
  interface Part<I, R> {
    List<R> run(List<I> items) throws ShardReleased, InterruptedException;
  }

  /// Runs a step at one go or, where an order stands for its middle, in two.
  ///
  /// @return the results of all items, in order
  <I, R> List<R> run(List<I> items, FaultPoint middle, Part<I, R> part)
      throws ShardReleased, InterruptedException {
    int half = items.size() / 2;
    if (half == 0 || !instruments.points().isArmed(middle)) {
      return part.run(items);
    }
    List<R> results = new ArrayList<>(part.run(items.subList(0, half)));
    meet(middle);
    results.addAll(part.run(items.subList(half, items.size())));
    return results;
  }

  @Override
  public ShardRef shard() {
    return control.shard();
  }

  @Override
  public Optional<HashKeys> hashKeys() {
    return control.hashKeys();
  }

  @Override
  public Optional<SequenceNumber> openedAfter() {
    return control.openedAfter();
  }

  @Override
  public boolean mayContinue() {
    return control.mayContinue();
  }

  @Override
  public void enter(String stage) {
    control.enter(stage);
  }

  @Override
  public void progressed() {
    control.progressed();
  }

  @Override
  public void succeeded(String operation) {
    control.succeeded(operation);
  }

  @Override
  public void failed(String operation, FaultKind kind, Throwable cause) {
    control.failed(operation, kind, cause);
  }

  @Override
  public void pause(Duration duration) throws ShardReleased, InterruptedException {
    control.pause(duration);
  }
}
