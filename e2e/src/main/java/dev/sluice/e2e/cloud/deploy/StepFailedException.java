package dev.sluice.e2e.cloud.deploy;

/// A step cannot be done. The message says why, and what to do.
final class StepFailedException extends Exception {
  private static final long serialVersionUID = 1;

  StepFailedException(String message) {
    super(message);
  }
}
