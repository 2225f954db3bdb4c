package dev.sluice.wire;

import java.math.BigDecimal;

/// A number that prints as it was sent: a plain `BigDecimal` turns `1e2` into `1E+2`, `-0` into
/// `0`, and `100e2147483647` into a text that it cannot itself read.
final class SentDecimal extends BigDecimal {
  private static final long serialVersionUID = 1;
  private final String sent;

  /// @throws NumberFormatException if the exponent is beyond a `BigDecimal`'s
  SentDecimal(String sent) {
    super(sent);
    this.sent = sent;
  }

  @Override
  public String toString() {
    return sent;
  }
}
