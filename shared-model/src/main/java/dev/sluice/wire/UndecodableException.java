package dev.sluice.wire;

import dev.sluice.model.RejectReason;
import dev.sluice.model.Rejection;

/// Bytes that are no event. Caught inside this package only, where it becomes a value: no stack
/// trace, because bad input is not exceptional here.
final class UndecodableException extends Exception {
  private static final long serialVersionUID = 1;
  private final transient Rejection rejection;

  UndecodableException(RejectReason reason, String detail) {
    super(detail, null, false, false);
    this.rejection = new Rejection(reason, detail);
  }

  Rejection rejection() {
    return rejection;
  }
}
