package dev.sluice.query.read;

/// The archive does not answer, or may not be read. Nothing is wrong with the question; asking
/// again later may help, and the tables can be asked meanwhile.
public final class ArchiveUnavailableException extends RuntimeException {
  public ArchiveUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  public ArchiveUnavailableException(String message) {
    super(message);
  }
}
