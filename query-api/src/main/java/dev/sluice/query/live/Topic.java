package dev.sluice.query.live;

import dev.sluice.alert.Alert;
import dev.sluice.window.WindowLength;
import dev.sluice.window.WindowTotals;
import org.jspecify.annotations.Nullable;

/// What a client may subscribe to. Null means any.
public sealed interface Topic {
  /// The events of one device.
  record Device(String deviceId) implements Topic {}

  /// The events of one type.
  record EventType(String eventType) implements Topic {}

  /// Alerts as they are raised and cleared.
  record Alerts(@Nullable String deviceId, @Nullable String rule) implements Topic {
    boolean takes(Alert alert) {
      return (deviceId == null || deviceId.equals(alert.deviceId()))
          && (rule == null || rule.equals(alert.rule()));
    }
  }

  /// Windows of event time as they change.
  record Windows(@Nullable String eventType, @Nullable String field, @Nullable WindowLength length)
      implements Topic {
    boolean takes(WindowTotals window) {
      return (eventType == null || eventType.equals(window.eventType()))
          && (field == null || field.equals(window.field()))
          && (length == null || length == window.length());
    }
  }

  /// How the pipeline does, about once a second.
  record Pipeline() implements Topic {}
}
