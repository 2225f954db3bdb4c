package dev.sluice.http.access;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// What somebody may be let do. None includes another.
public enum Scope {
  /// Devices, events, series, windows.
  TELEMETRY_READ(Scopes.TELEMETRY_READ),
  /// Sending events.
  TELEMETRY_WRITE(Scopes.TELEMETRY_WRITE),
  /// Alerts and rules.
  ALERTS_READ(Scopes.ALERTS_READ),
  /// Everything about the pipeline itself: quality, shards, metrics.
  ADMIN(Scopes.ADMIN);

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  /// As tokens carry it: `telemetry:read`.
  public String text() {
    return text;
  }

  /// Empty for what is no scope of this API; a token may carry those of others.
  static Optional<Scope> parse(String text) {
    return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
  }

  static String all() {
    return Arrays.stream(values()).map(Scope::text).collect(Collectors.joining(", "));
  }
}
