package dev.sluice.ingest.status;

/// What would tell the state of a submission does not answer. Asking again later may help.
public final class StoreAwayException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreAwayException(String message, Throwable cause) {
    super(message, cause);
  }

  public StoreAwayException(String message) {
    super(message);
  }
}
