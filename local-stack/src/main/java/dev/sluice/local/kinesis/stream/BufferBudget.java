package dev.sluice.local.kinesis.stream;

import java.util.concurrent.atomic.AtomicLong;

/// The memory that all records of an account may take together, in bytes.
public final class BufferBudget {

  private final long maxBytes;
  private final AtomicLong usedBytes = new AtomicLong();

  public BufferBudget(long maxBytes) {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes " + maxBytes + " is not at least 1");
    }
    this.maxBytes = maxBytes;
  }

  void add(long bytes) {
    usedBytes.addAndGet(bytes);
  }

  /// Bytes by which the budget is overdrawn; 0 if it is not.
  long excess() {
    return Math.max(0, usedBytes.get() - maxBytes);
  }

  long max() {
    return maxBytes;
  }
}
