package dev.sluice.feed;

/// Bytes that are no feed batch of a version that is known here.
public final class FeedFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FeedFormatException(String message) {
    super(message);
  }

  FeedFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
