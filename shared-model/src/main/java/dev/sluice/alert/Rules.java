package dev.sluice.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All rules, by what they are judged by.
public final class Rules {
  public static final int MAX = 100;
  public static final Rules NONE = new Rules(List.of());

  private final List<Rule> all;
  private final Map<String, List<EventRule>> byType = new LinkedHashMap<>();
  private final List<SilenceRule> silences = new ArrayList<>();
  private final List<RejectedShareRule> shares = new ArrayList<>();

  /// @param rules of different names
  public Rules(List<Rule> rules) {
    this.all = List.copyOf(rules);
    for (Rule rule : all) {
      switch (rule) {
        case EventRule judged ->
            byType.computeIfAbsent(judged.eventType(), type -> new ArrayList<>()).add(judged);
        case SilenceRule silence -> silences.add(silence);
        case RejectedShareRule share -> shares.add(share);
      }
    }
  }

  /// As configured, in that order.
  public List<Rule> all() {
    return all;
  }

  /// Those that events of a type are judged by; mostly none.
  public List<EventRule> of(String eventType) {
    return byType.getOrDefault(eventType, List.of());
  }

  public List<SilenceRule> silences() {
    return silences;
  }

  public List<RejectedShareRule> rejectedShares() {
    return shares;
  }
}
