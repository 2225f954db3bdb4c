package dev.sluice.archiver.change;

import dev.sluice.archiver.change.Change.Refused;
import dev.sluice.archiver.change.Change.Refused.Reason;

/// Leaves the decoding of a record that is refused. Never leaves [ChangeDecoder].
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;
  private final transient Refused refused;

  RefusedException(Reason reason, String detail) {
    super(detail, null, false, false);
    this.refused = new Refused(reason, detail);
  }

  Refused refused() {
    return refused;
  }

  static RefusedException missing(String what) {
    return new RefusedException(Reason.MISSING_MEMBER, what + " is missing");
  }

  static RefusedException malformed(String what, String found, String accepted) {
    return new RefusedException(
        Reason.MALFORMED_MEMBER, what + " is " + found + ", not " + accepted);
  }
}
