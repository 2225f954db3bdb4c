package dev.sluice.query.access;

import java.time.Duration;

/// Somebody asks too often.
public final class RateLimitedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  RateLimitedException(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /// When the next request will be taken.
  public Duration retryAfter() {
    return retryAfter;
  }
}
