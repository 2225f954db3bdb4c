package dev.sluice.consumer;

import java.util.HashMap;
import java.util.Map;

/// System properties for the time of a test.
final class SystemProperties implements AutoCloseable {
  private final Map<String, String> before = new HashMap<>();

  SystemProperties(Map<String, String> properties) {
    properties.forEach((name, value) -> {
      String old = System.setProperty(name, value);
      before.put(name, old == null ? "" : old);
    });
  }

  @Override
  public void close() {
    before.forEach((name, value) -> {
      if (value.isEmpty()) {
        System.clearProperty(name);
      } else {
        System.setProperty(name, value);
      }
    });
  }
}
