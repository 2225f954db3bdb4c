package dev.sluice.e2e.submission;

import dev.sluice.ingest.queue.Delivery;
import dev.sluice.ingest.queue.QueueAwayException;
import dev.sluice.ingest.queue.SubmissionQueue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets every worker have the first message before any of them deletes it, as a standard queue may
/// any time.
final class SharedQueue implements SubmissionQueue {
  private final SubmissionQueue queue;
  private final CountDownLatch workersToHaveIt;
  private boolean hadIt;

  SharedQueue(SubmissionQueue queue, CountDownLatch workersToHaveIt) {
    this.queue = queue;
    this.workersToHaveIt = workersToHaveIt;
  }

  @Override
  public synchronized List<Delivery> receive(int most, Duration wait, Duration hidden) {
    if (hadIt) {
      return haveAllHadIt(wait) ? queue.receive(most, wait, hidden) : List.of();
    }
    List<Delivery> received = queue.receive(1, wait, Duration.ZERO);
    if (!received.isEmpty()) {
      hadIt = true;
      workersToHaveIt.countDown();
    }
    return received;
  }

  @Override
  public List<Delivery> delete(List<Delivery> some) {
    return haveAllHadIt(Duration.ofMinutes(1)) ? queue.delete(some) : some;
  }

  private boolean haveAllHadIt(Duration within) {
    try {
      return workersToHaveIt.await(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw new QueueAwayException("interrupted", e);
    }
  }

  @Override
  public void hide(List<Delivery> some, Duration howLong) {
    queue.hide(some, howLong);
  }

  @Override
  public Depth depth() {
    return queue.depth();
  }
}
