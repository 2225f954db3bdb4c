package dev.sluice.archiver.commit;

/// The process is gone: nothing that it would have done after this happens.
final class PowerCut extends Error {
  private static final long serialVersionUID = 1;

  PowerCut(String step) {
    super(step);
  }

  static boolean isIn(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PowerCut) {
        return true;
      }
    }
    return false;
  }
}
