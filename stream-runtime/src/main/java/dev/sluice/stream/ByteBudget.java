package dev.sluice.stream;

import java.util.ArrayDeque;
import java.util.Deque;

/// A number of bytes that all shards of a process share, so that what they hold together is bounded
/// however many they are. Whoever waits longest is served first, so no shard starves; a wish beyond
/// the whole is granted once nobody else holds anything.
///
/// Whoever holds a share must not wait for another one of the same budget.
public final class ByteBudget {
  /// How soon a waiter notices that its shard has to be let go.
  private static final long LOOK_MILLIS = 100;

  private final long capacity;
  private final Deque<Object> waiting = new ArrayDeque<>();
  private long left;

  public ByteBudget(long capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a budget of " + capacity + " bytes is not at least 1");
    }
    this.capacity = capacity;
    this.left = capacity;
  }

  /// What a waiter does every now and then; an exception ends its wait.
  private interface Look {
    void look() throws ShardReleased;
  }

  /// Waits for a share, however long others hold theirs. That counts as progress: whoever holds a
  /// share and hangs is known to the watchdog.
  ///
  /// @throws ShardReleased as soon as the shard may not go on
  public Share take(long bytes, ShardControl control) throws ShardReleased, InterruptedException {
    return take(
        bytes,
        () -> {
          control.ensureHeld();
          control.progressed();
        });
  }

  /// As above for one whose end is told by an interrupt.
  public Share take(long bytes) throws InterruptedException {
    try {
      return take(bytes, () -> {});
    } catch (ShardReleased e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized Share take(long bytes, Look look)
      throws ShardReleased, InterruptedException {
    long wanted = Math.min(Math.max(0, bytes), capacity);
    Object place = new Object();
    waiting.addLast(place);
    try {
      look.look();
      while (waiting.peekFirst() != place || left < wanted) {
        wait(LOOK_MILLIS);
        look.look();
      }
      left -= wanted;
      return new Share(wanted);
    } finally {
      waiting.remove(place);
      notifyAll();
    }
  }

  private synchronized void giveBack(long bytes) {
    left += bytes;
    notifyAll();
  }

  /// Bytes that are taken at the moment.
  public synchronized long taken() {
    return capacity - left;
  }

  /// Some bytes of the budget, until closed. One thread at a time.
  public final class Share implements AutoCloseable {
    private long bytes;

    private Share(long bytes) {
      this.bytes = bytes;
    }

    /// Gives back what turned out not to be needed; never takes more.
    public void shrinkTo(long needed) {
      long kept = Math.min(Math.max(0, needed), bytes);
      giveBack(bytes - kept);
      bytes = kept;
    }

    @Override
    public void close() {
      shrinkTo(0);
    }
  }
}
