package dev.sluice.local.http;

import dev.sluice.local.faults.Fault;

/// Which entries of a batch a partial failure refuses: spread evenly over it, the first among them.
public final class Share {
  private final double share;
  private double owed = 1;

  public Share(Fault.PartialFailure partial) {
    this.share = partial.share();
  }

  /// Asked once per entry, in order.
  public boolean refusesNext() {
    boolean refused = owed >= 1;
    owed = (refused ? owed - 1 : owed) + share;
    return refused;
  }
}
