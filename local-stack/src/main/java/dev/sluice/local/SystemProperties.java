package dev.sluice.local;

import java.util.HashMap;
import java.util.Map;

/// Sets system properties, such as [LocalStack#sdkProperties], until it is closed.
public final class SystemProperties implements AutoCloseable {
  private final Map<String, String> before = new HashMap<>();

  public SystemProperties(Map<String, String> properties) {
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
