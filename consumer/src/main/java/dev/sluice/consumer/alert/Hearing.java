package dev.sluice.consumer.alert;

import dev.sluice.alert.Alert;
import dev.sluice.alert.SilenceRule;
import dev.sluice.consumer.cache.RecentlyUsed;
import dev.sluice.dynamodb.Silence;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.Event;
import dev.sluice.model.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which devices of a shard are heard of again after a silence. Only a device that was not heard of
/// for long can have been taken for silent, so only of such a one is it worth asking.
final class Hearing {
  private static final int REMEMBERED = 10_000;

  private final Map<String, SilenceRule> rules = new HashMap<>();
  private final Duration worthAsking;
  private final Map<String, Instant> lastHeard = new RecentlyUsed<>(REMEMBERED);
  private final Map<String, Instant> heard = new HashMap<>();
  private final Map<String, List<Silence>> open = new HashMap<>();
  private final List<Silence> ended = new ArrayList<>();

  Hearing(List<SilenceRule> silences) {
    silences.forEach(rule -> rules.put(rule.name(), rule));
    // half: the clocks of Kinesis and of the worker that judges may differ
    worthAsking =
        silences.stream()
            .map(rule -> rule.after().dividedBy(2))
            .min(Duration::compareTo)
            .orElse(Duration.ZERO);
  }

  /// A silence that an event has ended.
  record Ended(Alert raised, Alert cleared) {}

  List<String> ruleNames() {
    return List.copyOf(rules.keySet());
  }

  /// @return devices that may have been silent before one of these events
  Set<String> begin(List<StoredEvent> stored) {
    heard.clear();
    open.clear();
    ended.clear();
    Set<String> ask = new LinkedHashSet<>();
    if (rules.isEmpty()) {
      return ask;
    }
    for (StoredEvent item : stored) {
      String device = item.event().deviceId();
      Instant received = item.event().receivedTime();
      Instant before = heard.getOrDefault(device, lastHeard.get(device));
      if (before == null || received.isAfter(before.plus(worthAsking))) {
        ask.add(device);
      }
      heard.merge(device, received, (one, other) -> one.isBefore(other) ? other : one);
    }
    return ask;
  }

  void silent(List<Silence> silences) {
    for (Silence silence : silences) {
      open.computeIfAbsent(silence.deviceId(), device -> new ArrayList<>()).add(silence);
    }
  }

  /// What an event ends: the silences that began before it. One that is read again after the
  /// silence it preceded ends nothing.
  List<Ended> hear(Event event) {
    List<Silence> silences = open.get(event.deviceId());
    if (silences == null) {
      return List.of();
    }
    List<Ended> over = new ArrayList<>();
    Iterator<Silence> each = silences.iterator();
    while (each.hasNext()) {
      Silence silence = each.next();
      SilenceRule rule = rules.get(silence.rule());
      if (rule != null && Timestamps.minute(event.receivedTime()).isAfter(silence.lastSeen())) {
        over.add(
            new Ended(
                rule.raised(event.deviceId(), silence.lastSeen()),
                rule.cleared(event, silence.lastSeen())));
        ended.add(silence);
        each.remove();
      }
    }
    return over;
  }

  List<Silence> ended() {
    return List.copyOf(ended);
  }

  void remember() {
    lastHeard.putAll(heard);
    heard.clear();
    open.clear();
    ended.clear();
  }

  void forget(String deviceId) {
    lastHeard.remove(deviceId);
  }
}
