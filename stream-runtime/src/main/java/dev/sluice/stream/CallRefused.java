package dev.sluice.stream;

/// A call was refused for good: [FaultKind#REFUSED_ITEM].
public final class CallRefused extends Exception {
  private static final long serialVersionUID = 1L;
  private final String operation;

  public CallRefused(String operation, Throwable cause) {
    super(operation + " was refused: " + cause.getMessage(), cause);
    this.operation = operation;
  }

  public String operation() {
    return operation;
  }
}
