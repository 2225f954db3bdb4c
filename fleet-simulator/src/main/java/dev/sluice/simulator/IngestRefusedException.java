package dev.sluice.simulator;

/// The ingest point will not take records, now or later. The message says what to do about it.
public final class IngestRefusedException extends RuntimeException {

  public IngestRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
