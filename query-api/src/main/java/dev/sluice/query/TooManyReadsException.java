package dev.sluice.query;

/// As many reads are running as may run at a time.
public final class TooManyReadsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int most;

  TooManyReadsException(int most) {
    super("more than " + most + " reads at a time");
    this.most = most;
  }

  public int most() {
    return most;
  }
}
