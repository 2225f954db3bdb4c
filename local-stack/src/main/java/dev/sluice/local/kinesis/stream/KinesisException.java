package dev.sluice.local.kinesis.stream;

/// A call that Kinesis refuses; nothing was applied.
public final class KinesisException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorType type;

  KinesisException(ErrorType type, String message) {
    super(message, null, false, false);
    this.type = type;
  }

  public ErrorType type() {
    return type;
  }
}
