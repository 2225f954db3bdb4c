package dev.sluice.http.problem;

import io.micronaut.http.HttpStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Ends a request with a [Problem]. One with a cause is not the caller's fault, and is logged.
public class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final @Nullable String parameter;
  private final @Nullable Duration retryAfter;

  /// @param detail what is wrong, and what would be accepted
  public ProblemException(HttpStatus status, String detail) {
    this(status, null, detail);
  }

  /// @param parameter what to correct; null where nothing of the request is to blame
  public ProblemException(HttpStatus status, @Nullable String parameter, String detail) {
    super(detail);
    this.status = status;
    this.parameter = parameter;
    this.retryAfter = null;
  }

  /// @param message for the log, and for the caller where [#detail] says nothing else
  /// @param retryAfter when to ask again; null where that would not help
  /// @param cause null where there is nothing to log
  protected ProblemException(
      HttpStatus status, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
    this.parameter = null;
    this.retryAfter = retryAfter;
  }

  /// What is over after a while.
  ///
  /// @param retryAfter when to ask again
  public static ProblemException passing(HttpStatus status, Duration retryAfter, String detail) {
    return new ProblemException(status, detail, retryAfter, null);
  }

  public final HttpStatus status() {
    return status;
  }

  public final @Nullable String parameter() {
    return parameter;
  }

  /// When to ask again; null where that would not help.
  public final @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /// Whether the connection ends too, because the rest of the request is not waited for.
  public boolean endsConnection() {
    return false;
  }

  /// What the caller is told.
  public String detail() {
    return String.valueOf(getMessage());
  }
}
