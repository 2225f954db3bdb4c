package dev.sluice.deadletter;

/// Bytes that are no dead letters, named with what would have been.
public final class LetterFormatException extends RuntimeException {
  private static final long serialVersionUID = 1;

  LetterFormatException(String message) {
    super(message);
  }

  LetterFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
