package dev.sluice.e2e.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.sluice.e2e.Tally;
import dev.sluice.e2e.World;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// What a run has used.
///
/// @param requests to AWS by the consumer's write path, by operation
/// @param writeUnits by table: as the store reported, else by the item-size rule
/// @param stageMillis spent in each stage of the pipeline, over all shards
/// @param cpu of the whole process: sender, local stack, consumer
/// @param heapBytes the most the heap has held so far, garbage included
record Usage(
    long stored,
    Map<String, Double> requests,
    Map<String, Double> writeUnits,
    Map<String, Double> stageMillis,
    Duration cpu,
    long heapBytes) {

  static Usage now(World world) {
    MeterRegistry registry = world.consumerMetrics();
    return new Usage(
        Tally.of(registry).stored(),
        requests(registry),
        writeUnits(registry),
        stageMillis(registry),
        processCpu(),
        heap());
  }

  private static Map<String, Double> requests(MeterRegistry registry) {
    Map<String, Double> requests = new TreeMap<>();
    for (Timer timer : registry.find("sluice.aws.calls").timers()) {
      requests.merge(
          String.valueOf(timer.getId().getTag("operation")), (double) timer.count(), Double::sum);
    }
    return requests;
  }

  private static Map<String, Double> writeUnits(MeterRegistry registry) {
    Map<String, Double> reported = new TreeMap<>();
    Map<String, Double> byRule = new TreeMap<>();
    for (Counter counter : registry.find("sluice.write.units").counters()) {
      Map<String, Double> into =
          "store".equals(counter.getId().getTag("counted")) ? reported : byRule;
      into.merge(String.valueOf(counter.getId().getTag("table")), counter.count(), Double::sum);
    }
    byRule.forEach(
        (table, units) -> reported.merge(table, units, (store, rule) -> store > 0 ? store : rule));
    return reported;
  }

  private static Map<String, Double> stageMillis(MeterRegistry registry) {
    Map<String, Double> stages = new TreeMap<>();
    for (Timer timer : registry.find("sluice.batch").timers()) {
      stages.put(
          String.valueOf(timer.getId().getTag("stage")), timer.totalTime(TimeUnit.MILLISECONDS));
    }
    return stages;
  }

  private static Duration processCpu() {
    return Duration.ofNanos(
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime());
  }

  private static long heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }

  Usage minus(Usage before) {
    return new Usage(
        stored - before.stored,
        minus(requests, before.requests),
        minus(writeUnits, before.writeUnits),
        minus(stageMillis, before.stageMillis),
        cpu.minus(before.cpu),
        heapBytes);
  }

  private static Map<String, Double> minus(Map<String, Double> after, Map<String, Double> before) {
    Map<String, Double> difference = new TreeMap<>();
    after.forEach((name, value) -> difference.put(name, value - before.getOrDefault(name, 0.0)));
    return difference;
  }

  double perEvent(double value) {
    return stored == 0 ? 0 : value / stored;
  }
}
