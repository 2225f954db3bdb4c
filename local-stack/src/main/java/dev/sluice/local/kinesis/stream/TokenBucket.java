package dev.sluice.local.kinesis.stream;

/// A rate limit with a burst of one second's worth. Not thread-safe; its shard guards it.
final class TokenBucket {

  private final double perSecond;
  private double level;
  private long lastMillis;

  TokenBucket(double perSecond, long nowMillis) {
    this.perSecond = perSecond;
    this.level = perSecond;
    this.lastMillis = nowMillis;
  }

  boolean has(double amount, long nowMillis) {
    refill(nowMillis);
    return level >= amount;
  }

  /// Takes the amount, going into debt if there is less.
  void take(double amount, long nowMillis) {
    refill(nowMillis);
    level -= amount;
  }

  private void refill(long nowMillis) {
    long elapsed = Math.max(0, nowMillis - lastMillis);
    level = Math.min(perSecond, level + perSecond * elapsed / 1000);
    lastMillis = Math.max(lastMillis, nowMillis);
  }
}
