package dev.sluice.consumer.pipeline;

import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Runs the stages of a shard's pipeline: names each to the watchdog and times it in
/// `sluice.batch`.
public final class Stages {
  private final ShardControl control;
  private final EventCounts counts;
  private final MeterRegistry registry;
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();

  public Stages(ShardControl control, EventCounts counts, MeterRegistry registry) {
    this.control = control;
    this.counts = counts;
    this.registry = registry;
  }

  /// One stage of the pipeline.
  interface Stage<T> {
    T run(ShardControl control) throws ShardReleased, InterruptedException;
  }

  <T> T run(String name, Stage<T> stage) throws ShardReleased, InterruptedException {
    control.ensureHeld();
    control.enter(name);
    Timer.Sample sample = Timer.start(registry);
    T result = stage.run(control);
    sample.stop(timers.computeIfAbsent(name, this::timer));
    return result;
  }

  EventCounts counts() {
    return counts;
  }

  private Timer timer(String stage) {
    return Timer.builder("sluice.batch").tag("stage", stage).register(registry);
  }
}
