package dev.sluice.http.access;

import dev.sluice.http.problem.ProblemException;
import io.micronaut.http.HttpStatus;
import java.time.Duration;

/// Somebody asks too often.
public final class RateLimitedException extends ProblemException {
  private static final long serialVersionUID = 1L;

  /// @param retryAfter when the next request will be taken
  RateLimitedException(String message, Duration retryAfter) {
    super(HttpStatus.TOO_MANY_REQUESTS, message, retryAfter, null);
  }
}
