package dev.sluice.e2e;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Rules and windows over what simulated devices and the bundled readings send, so that there is
/// something to see: most rules are broken and kept again every minute or so.
final class SampleRules {
  /// The sensors of the bundled readings fall silent when these end.
  private static final List<Map<String, Object>> RULES =
      List.of(
          Map.of(
              "name", "too-hot",
              "type", "threshold",
              "event-type", "temperature",
              "field", "/payload/temperature_c",
              "above", 44.5,
              "clear-below", 30),
          Map.of(
              "name", "warms-up-fast",
              "type", "rate",
              "event-type", "sensor_reading",
              "field", "/payload/temp",
              "per", "PT1M",
              "above", 20),
          Map.of(
              "name", "vault-opened",
              "type", "value-set",
              "event-type", "door",
              "field", "/payload/door",
              "one-of", "V"),
          Map.of(
              "name", "door-left-open",
              "type", "threshold",
              "event-type", "door",
              "field", "/payload/open_seconds",
              "above", 595,
              "clear-below", 300),
          Map.of("name", "silent", "type", "silence", "after", "PT1M"),
          Map.of(
              "name", "many-rejected",
              "type", "rejected-share",
              "event-type", "temperature",
              "above", 0.05,
              "window", "PT1M",
              "at-least", 20));

  private static final List<Map<String, Object>> WINDOWS =
      List.of(
          window("temperature", "/payload/temperature_c,/payload/battery_percent"),
          window("humidity", "/payload/relative_humidity_percent"),
          window("door", "/payload/open_seconds"),
          window("sensor_reading", "/payload/temp,/payload/humidity,/payload/co"));

  private SampleRules() {}

  /// As single properties, which a process of its own takes from its command line.
  static Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>();
    put(properties, "sluice.rules", RULES);
    put(properties, "sluice.windows", WINDOWS);
    return properties;
  }

  private static Map<String, Object> window(String eventType, String fields) {
    return Map.of("event-type", eventType, "fields", fields);
  }

  private static void put(
      Map<String, Object> properties, String list, List<Map<String, Object>> elements) {
    for (int i = 0; i < elements.size(); i++) {
      String path = list + "[" + i + "].";
      elements.get(i).forEach((name, value) -> properties.put(path + name, value));
    }
  }
}
