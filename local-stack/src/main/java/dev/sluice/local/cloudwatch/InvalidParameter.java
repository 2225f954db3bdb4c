package dev.sluice.local.cloudwatch;

/// CloudWatch would refuse this.
final class InvalidParameter extends RuntimeException {
  private static final long serialVersionUID = 1;

  InvalidParameter(String message) {
    super(message);
  }
}
