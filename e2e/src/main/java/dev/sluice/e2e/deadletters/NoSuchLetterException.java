package dev.sluice.e2e.deadletters;

/// No letter, or more than one, is named so.
final class NoSuchLetterException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NoSuchLetterException(String message) {
    super(message);
  }
}
