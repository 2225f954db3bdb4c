package dev.sluice.http.problem;

import io.micronaut.http.HttpStatus;

/// What was asked for by name is not there, or no longer.
public final class NoSuchResourceException extends ProblemException {
  private static final long serialVersionUID = 1L;

  public NoSuchResourceException(String message) {
    super(HttpStatus.NOT_FOUND, message);
  }
}
