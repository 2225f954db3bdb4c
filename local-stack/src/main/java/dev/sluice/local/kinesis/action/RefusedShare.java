package dev.sluice.local.kinesis.action;

/// Which entries of a batch an armed fault refuses: that share of them, spread evenly, at least
/// one.
///
/// @param share in \[0, 1]
record RefusedShare(double share) {

  boolean isNone() {
    return share == 0;
  }

  boolean refuses(int index, int size) {
    long refused = Math.max(1, Math.round(share * size));
    return (index + 1) * refused / size > index * refused / size;
  }
}
