package dev.sluice.e2e.cloud.grafana;

/// Something that will not do, and what would.
///
/// @param file below the root of the repository
/// @param part the panel, or what else of the dashboard
record Finding(String file, String part, String message) {
  @Override
  public String toString() {
    return "%s: %s: %s".formatted(file, part, message);
  }
}
