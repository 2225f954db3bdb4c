package dev.sluice.query.live;

import dev.sluice.http.access.Access;
import dev.sluice.http.access.Scope;

/// Who may subscribe to what.
final class Permission {
  private Permission() {}

  /// @throws LiveRefusal when it is not theirs to see
  static void require(Access access, Topic topic) {
    switch (topic) {
      case Topic.Device(String device) -> {
        scope(access, Scope.TELEMETRY_READ);
        device(access, device);
      }
      case Topic.EventType _ -> scope(access, Scope.TELEMETRY_READ);
      case Topic.Alerts alerts -> {
        scope(access, Scope.ALERTS_READ);
        if (alerts.deviceId() != null) {
          device(access, alerts.deviceId());
        }
      }
      case Topic.Windows _ -> {
        scope(access, Scope.TELEMETRY_READ);
        allDevices(access, "windows");
      }
      case Topic.Pipeline _ -> {
        scope(access, Scope.ADMIN);
        allDevices(access, "pipeline");
      }
    }
  }

  private static void scope(Access access, Scope scope) {
    if (!access.may(scope)) {
      throw LiveRefusal.forbidden("to", "this takes the scope " + scope.text());
    }
  }

  private static void device(Access access, String device) {
    if (!access.sees(device)) {
      throw LiveRefusal.forbidden(
          "device_id",
          "device_id \"%s\" does not begin with \"%s\", as all that you may see do"
              .formatted(device, access.devicePrefix()));
    }
  }

  private static void allDevices(Access access, String topic) {
    if (!access.devicePrefix().isEmpty()) {
      throw LiveRefusal.forbidden(
          "to",
          "%s is about all devices, and all that you may see begin with \"%s\""
              .formatted(topic, access.devicePrefix()));
    }
  }
}
