package dev.sluice.query.access;

/// What somebody may be let do.
public enum Scope {
  /// Devices, events, series, windows.
  TELEMETRY_READ("telemetry:read"),
  /// Alerts and rules.
  ALERTS_READ("alerts:read"),
  /// Everything about the pipeline itself: quality, shards, metrics.
  ADMIN("admin");

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  /// As tokens carry it: `telemetry:read`.
  public String text() {
    return text;
  }
}
