package dev.sluice.preprocess;

/// A step between decoding and the claim; which ones run is configuration.
public enum PreprocessStep {
  /// Epoch seconds, epoch milliseconds and offsets become UTC. Without it, a time must already be
  /// ISO-8601 in UTC.
  NORMALISE_TIMES,
  /// `account:created` becomes type `account`, subtype `created`.
  SPLIT_EVENT_NAME,
  /// Identifiers within their alphabets, event time within the accepted window.
  VALIDATE
}
