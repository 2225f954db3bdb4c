package dev.sluice.http.problem;

import io.micronaut.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/// A question that is understood and would take more work than one answer may.
public final class UnprocessableException extends ProblemException {
  private static final long serialVersionUID = 1L;

  /// @param parameter what to change
  public UnprocessableException(@Nullable String parameter, String message) {
    super(HttpStatus.UNPROCESSABLE_ENTITY, parameter, message);
  }
}
