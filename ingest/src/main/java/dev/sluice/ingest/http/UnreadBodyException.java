package dev.sluice.ingest.http;

import dev.sluice.http.problem.ProblemException;
import io.micronaut.http.HttpStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A body that is not waited for.
final class UnreadBodyException extends ProblemException {
  private static final long serialVersionUID = 1L;

  /// @param retryAfter when to send it again; null where there is no saying
  UnreadBodyException(HttpStatus status, @Nullable Duration retryAfter, String message) {
    super(status, message, retryAfter, null);
  }

  @Override
  public boolean endsConnection() {
    return true;
  }
}
