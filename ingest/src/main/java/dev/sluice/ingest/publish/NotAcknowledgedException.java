package dev.sluice.ingest.publish;

/// The stream did not acknowledge an entry in the time its sender had. It may be on the stream all
/// the same; sending it again is harmless, because its event has the same id.
public final class NotAcknowledgedException extends RuntimeException {
  public NotAcknowledgedException(String message) {
    super(message);
  }
}
