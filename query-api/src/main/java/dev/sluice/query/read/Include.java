package dev.sluice.query.read;

/// Where a device's events are looked for: in the table, in the archive of what has expired, or in
/// both.
public enum Include {
  HOT,
  ARCHIVE,
  ALL
}
