package dev.sluice.query.http;

/// What was asked for by name is not there, or no longer.
final class NoSuchResourceException extends RuntimeException {
  NoSuchResourceException(String message) {
    super(message);
  }
}
