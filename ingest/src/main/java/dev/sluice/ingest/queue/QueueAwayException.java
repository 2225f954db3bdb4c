package dev.sluice.ingest.queue;

/// The queue did not do what it was asked to, or did not say so. Asking again is harmless.
public final class QueueAwayException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public QueueAwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
