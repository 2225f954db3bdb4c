package dev.sluice.http.access;

import dev.sluice.http.problem.ProblemException;
import io.micronaut.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/// Somebody asked for what is not theirs to see.
public final class OutOfSightException extends ProblemException {
  private static final long serialVersionUID = 1L;

  OutOfSightException(@Nullable String parameter, String message) {
    super(HttpStatus.FORBIDDEN, parameter, message);
  }
}
