package dev.sluice.query.http;

/// A question that is understood and would take more work than one answer may.
final class UnprocessableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String parameter;

  /// @param parameter what to change
  UnprocessableException(String parameter, String message) {
    super(message);
    this.parameter = parameter;
  }

  String parameter() {
    return parameter;
  }
}
