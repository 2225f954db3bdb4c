package dev.sluice.http.access;

import dev.sluice.http.problem.ProblemException;
import dev.sluice.http.problem.Problems;
import io.micronaut.http.HttpStatus;

/// Nobody's token can be checked, because the issuer's keys cannot be had.
public final class KeysUnavailableException extends ProblemException {
  private static final long serialVersionUID = 1L;

  KeysUnavailableException(String message, Throwable cause) {
    super(HttpStatus.SERVICE_UNAVAILABLE, message, Problems.RETRY_AFTER, cause);
  }

  @Override
  public String detail() {
    return "tokens cannot be checked now; ask again later";
  }
}
