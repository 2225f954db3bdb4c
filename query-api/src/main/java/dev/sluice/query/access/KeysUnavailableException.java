package dev.sluice.query.access;

/// Nobody's token can be checked, because the issuer's keys cannot be had.
public final class KeysUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KeysUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
