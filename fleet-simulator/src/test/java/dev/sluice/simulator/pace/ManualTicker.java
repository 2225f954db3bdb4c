package dev.sluice.simulator.pace;

/// Time that passes when it is slept on, or pushed.
final class ManualTicker implements Ticker {
  private long nanos = 1_000;

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public void sleep(long nanos) {
    this.nanos += nanos;
  }
}
