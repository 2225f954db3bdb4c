package dev.sluice.query.read;

/// The store does not answer, refuses for lack of capacity, or may not be asked. Nothing is wrong
/// with the question; asking again later may help.
public final class StoreUnavailableException extends RuntimeException {
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
