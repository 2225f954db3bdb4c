package dev.sluice.query;

import java.util.concurrent.atomic.AtomicInteger;

/// How many reads may ask the store at a time. Whoever starts one asks for room first; those who do
/// so at the same moment may come to a few more, one for each thread that takes in requests.
public final class ReadBound {
  private final int most;
  private final AtomicInteger running = new AtomicInteger();

  ReadBound(int most) {
    this.most = most;
  }

  /// @throws TooManyReadsException when as many are running as may
  public void requireRoom() {
    if (running.get() >= most) {
      throw new TooManyReadsException(most);
    }
  }

  void enter() {
    running.incrementAndGet();
  }

  void leave() {
    running.decrementAndGet();
  }

  int running() {
    return running.get();
  }
}
