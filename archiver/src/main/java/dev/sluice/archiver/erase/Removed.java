package dev.sluice.archiver.erase;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/// How much of what went; on a dry run, would go. Thread-safe.
public final class Removed {
  /// What can go. The name in lower case is what tells it on screen and in the erasure's item.
  public enum Kind {
    ITEMS,
    CLAIMS,
    STATES,
    ALERTS,
    ALERT_STATES,
    DEVICE_DAYS,
    ARCHIVE_ROWS,
    ARCHIVE_FILES,
    DEAD_LETTERS;

    private final String text = name().toLowerCase(Locale.ROOT);

    public String text() {
      return text;
    }
  }

  private final Map<Kind, LongAdder> counts = new EnumMap<>(Kind.class);

  public Removed() {
    for (Kind kind : Kind.values()) {
      counts.put(kind, new LongAdder());
    }
  }

  void add(Kind kind, long count) {
    adder(kind).add(count);
  }

  public long of(Kind kind) {
    return adder(kind).sum();
  }

  private LongAdder adder(Kind kind) {
    LongAdder adder = counts.get(kind);
    if (adder == null) {
      throw new IllegalStateException("no count of " + kind);
    }
    return adder;
  }

  /// By the text of the kind.
  public Map<String, Long> byKind() {
    return plus(Map.of());
  }

  /// By text, on top of what earlier attempts removed.
  Map<String, Long> plus(Map<String, Long> earlier) {
    Map<String, Long> sum = new TreeMap<>(earlier);
    for (Kind kind : Kind.values()) {
      sum.merge(kind.text(), of(kind), Long::sum);
    }
    return sum;
  }
}
