package dev.sluice.e2e.cloud.kubernetes;

/// Something that will not do, and what would.
record Finding(Place place, String message) {
  @Override
  public String toString() {
    return place + ": " + message;
  }
}
