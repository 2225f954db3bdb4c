package dev.sluice.query.read;

import dev.sluice.alert.Alert;
import dev.sluice.alert.AlertState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which alerts are asked for: those received in `[from, to)` that fit.
///
/// @param devicePrefix what device ids have to begin with; not empty leaves out what is about no
///   device
/// @param deviceId null for all
/// @param rule null for all
/// @param state null for both
public record AlertRange(
    Instant from,
    Instant to,
    String devicePrefix,
    @Nullable String deviceId,
    @Nullable String rule,
    @Nullable AlertState state) {

  public boolean holds(Alert alert) {
    String device = alert.deviceId();
    return !alert.receivedTime().isBefore(from)
        && alert.receivedTime().isBefore(to)
        && (devicePrefix.isEmpty() || (device != null && device.startsWith(devicePrefix)))
        && (deviceId == null || deviceId.equals(device))
        && (rule == null || rule.equals(alert.rule()))
        && (state == null || state == alert.state());
  }
}
