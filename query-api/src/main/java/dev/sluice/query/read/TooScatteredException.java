package dev.sluice.query.read;

/// What is asked for lies in more files than one question may look at. The message says how many,
/// and what would do.
public final class TooScatteredException extends RuntimeException {
  public TooScatteredException(String message) {
    super(message);
  }
}
