package dev.sluice.query.live;

import dev.sluice.alert.Alert;
import dev.sluice.model.Event;
import dev.sluice.window.WindowTotals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Who has subscribed to what, found by what happens: the work for an event depends on how many get
/// it and not on how many there are. Not safe for many threads.
final class Subscriptions {
  private record Subscription(LiveConnection connection, String id, Topic topic) {}

  private final Map<String, Set<Subscription>> byDevice = new HashMap<>();
  private final Map<String, Set<Subscription>> byType = new HashMap<>();
  private final Set<Subscription> alerts = new LinkedHashSet<>();
  private final Set<Subscription> windows = new LinkedHashSet<>();
  private final Set<Subscription> pipeline = new LinkedHashSet<>();

  void add(LiveConnection connection, String id, Topic topic) {
    Subscription subscription = new Subscription(connection, id, topic);
    switch (topic) {
      case Topic.Device(String device) -> put(byDevice, device, subscription);
      case Topic.EventType(String type) -> put(byType, type, subscription);
      case Topic.Alerts _ -> alerts.add(subscription);
      case Topic.Windows _ -> windows.add(subscription);
      case Topic.Pipeline _ -> pipeline.add(subscription);
    }
  }

  void remove(LiveConnection connection, String id, Topic topic) {
    Subscription subscription = new Subscription(connection, id, topic);
    switch (topic) {
      case Topic.Device(String device) -> take(byDevice, device, subscription);
      case Topic.EventType(String type) -> take(byType, type, subscription);
      case Topic.Alerts _ -> alerts.remove(subscription);
      case Topic.Windows _ -> windows.remove(subscription);
      case Topic.Pipeline _ -> pipeline.remove(subscription);
    }
  }

  private static void put(
      Map<String, Set<Subscription>> index, String key, Subscription subscription) {
    index.computeIfAbsent(key, any -> new LinkedHashSet<>()).add(subscription);
  }

  private static void take(
      Map<String, Set<Subscription>> index, String key, Subscription subscription) {
    index.computeIfPresent(
        key,
        (any, subscribed) -> {
          subscribed.remove(subscription);
          return subscribed.isEmpty() ? null : subscribed;
        });
  }

  /// Who is to be told of an event, each with the subscriptions by which it is.
  Map<LiveConnection, List<String>> of(Event event) {
    Map<LiveConnection, List<String>> ids = new LinkedHashMap<>();
    collect(byDevice.getOrDefault(event.deviceId(), Set.of()), any -> true, ids);
    collect(
        byType.getOrDefault(event.eventType(), Set.of()),
        one -> one.connection().access().sees(event.deviceId()),
        ids);
    return ids;
  }

  Map<LiveConnection, List<String>> of(Alert alert) {
    Map<LiveConnection, List<String>> ids = new LinkedHashMap<>();
    collect(
        alerts,
        one ->
            one.topic() instanceof Topic.Alerts topic
                && topic.takes(alert)
                && one.connection().access().sees(alert.deviceId()),
        ids);
    return ids;
  }

  Map<LiveConnection, List<String>> of(WindowTotals window) {
    Map<LiveConnection, List<String>> ids = new LinkedHashMap<>();
    collect(windows, one -> one.topic() instanceof Topic.Windows topic && topic.takes(window), ids);
    return ids;
  }

  Map<LiveConnection, List<String>> ofPipeline() {
    Map<LiveConnection, List<String>> ids = new LinkedHashMap<>();
    collect(pipeline, any -> true, ids);
    return ids;
  }

  private static void collect(
      Set<Subscription> subscribed,
      Predicate<Subscription> wanted,
      Map<LiveConnection, List<String>> ids) {
    for (Subscription one : subscribed) {
      if (wanted.test(one)) {
        ids.computeIfAbsent(one.connection(), any -> new ArrayList<>(1)).add(one.id());
      }
    }
  }
}
