package dev.sluice.query.access;

/// Somebody asked for what is not theirs to see.
public final class OutOfSightException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String parameter;

  OutOfSightException(String parameter, String message) {
    super(message);
    this.parameter = parameter;
  }

  /// What to correct.
  public String parameter() {
    return parameter;
  }
}
