package dev.sluice.consumer.pipeline;

import dev.sluice.quality.Observation;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The quality of events as metrics: `sluice.quality.events` by type and outcome,
/// `sluice.quality.missing` by type and member, `sluice.quality.wrong` by type and format.
///
/// Counts what this process has added to the kept counters, so a replay does not count here either;
/// what it added without getting the answer is in the kept counters only. The number of types is
/// bounded, because devices make them up and every value of a tag costs: those that come later are
/// `(other)`.
public final class QualityMeters {
  private static final String OTHER = "(other)";

  private final MeterRegistry registry;
  private final int maxTypes;
  private final Set<String> types = ConcurrentHashMap.newKeySet();

  /// @param maxTypes that have metrics of their own
  public QualityMeters(MeterRegistry registry, int maxTypes) {
    this.registry = registry;
    this.maxTypes = maxTypes;
  }

  void counted(List<Observation> observations) {
    for (Observation one : observations) {
      String type = tag(one.findings().eventType());
      count("events", type, "outcome", one.outcome().text());
      one.findings().missing().forEach(m -> count("missing", type, "member", m.text()));
      one.findings().wrong().forEach(f -> count("wrong", type, "format", f.text()));
    }
  }

  private void count(String what, String type, String tag, String value) {
    registry.counter("sluice.quality." + what, "event_type", type, tag, value).increment();
  }

  /// Two shards that see a last type at once may make one too many.
  private String tag(String type) {
    if (types.contains(type)) {
      return type;
    }
    if (types.size() >= maxTypes) {
      return OTHER;
    }
    types.add(type);
    return type;
  }
}
