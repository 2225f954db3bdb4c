package dev.sluice.ingest.publish.kinesis;

import dev.sluice.ingest.publish.Offer;
import dev.sluice.ingest.publish.Publisher;
import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.ingest.publish.outbox.Answer;
import dev.sluice.ingest.publish.outbox.Call;
import dev.sluice.ingest.publish.outbox.Fill;
import dev.sluice.ingest.publish.outbox.Outbox;
import dev.sluice.ingest.publish.outbox.Settled;
import dev.sluice.ingest.publish.outbox.ShardMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Puts onto the stream what an [Outbox] chooses, with as many calls on their way as there are
/// senders. The lock is taken once for an offer and twice for a call, never for an entry.
///
/// Of the senders that have nothing to do, one watches the clock, the others wait for it to leave.
public final class KinesisPublisher implements Publisher, AutoCloseable {
  private static final Duration SWEEP = Duration.ofMillis(100);
  private static final Duration SHARDS = Duration.ofSeconds(2);

  private final Outbox outbox;
  private final StreamPort port;
  private final PublisherListener listener;
  private final Duration drain;
  private final long origin = System.nanoTime();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition answer = lock.newCondition();
  private final Condition end = lock.newCondition();
  private final List<Thread> threads = new ArrayList<>();
  private @Nullable Thread watch;
  private long watchedUntil;
  private boolean isStopped;

  /// @param calls that are on their way at most
  /// @param drain how long [#close] waits for acknowledgements
  KinesisPublisher(
      Outbox outbox, StreamPort port, PublisherListener listener, int calls, Duration drain) {
    this.outbox = outbox;
    this.port = port;
    this.listener = listener;
    this.drain = drain;
    for (int i = 1; i <= calls; i++) {
      threads.add(Thread.ofVirtual().name("put-" + i).unstarted(this::send));
    }
    threads.add(Thread.ofVirtual().name("put-patience").unstarted(this::endPatience));
    threads.add(Thread.ofVirtual().name("put-shards").unstarted(this::followShards));
  }

  KinesisPublisher start() {
    threads.forEach(Thread::start);
    return this;
  }

  private long now() {
    return System.nanoTime() - origin;
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Offer offer(List<StreamEntry> entries, Duration patience) {
    return locked(() -> {
      long now = now();
      Offer offer = outbox.offer(entries, patience, now);
      if (offer instanceof Offer.Taken) {
        callSender(now);
      }
      return offer;
    });
  }

  /// Wakes a sender unless one wakes in time by itself.
  private void callSender(long now) {
    long wakeAt = outbox.wakeAt(now);
    if (wakeAt != Outbox.NEVER && (watch == null || wakeAt < watchedUntil)) {
      work.signal();
    }
  }

  @Override
  public State state() {
    return locked(() -> outbox.state(now()));
  }

  Fill fill() {
    return locked(() -> outbox.fill(now()));
  }

  private void send() {
    Call call = next();
    while (call != null) {
      long begun = System.nanoTime();
      Answer came = put(call);
      listener.answered(call, came, Duration.ofNanos(System.nanoTime() - begun));
      tell(account(call, came));
      call = next();
    }
  }

  private Answer put(Call call) {
    try {
      return port.put(call.records());
    } catch (RuntimeException e) {
      return new Answer.Unanswered(e.getClass().getSimpleName(), e);
    }
  }

  private List<Settled> account(Call call, Answer came) {
    return locked(() -> {
      outbox.answered(call, came, now());
      callSender(now());
      answer.signalAll();
      return outbox.settled();
    });
  }

  private void tell(List<Settled> settled) {
    long now = now();
    for (Settled one : settled) {
      listener.settled(Duration.ofNanos(now - one.takenAt()), one.failure() == null);
      one.complete();
    }
  }

  /// Waits for something to put.
  ///
  /// @return null when it is over
  private @Nullable Call next() {
    lock.lock();
    try {
      while (!isStopped) {
        Call call = outbox.next(now());
        if (call != null) {
          callSender(now());
          return call;
        }
        idle();
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void idle() {
    long wakeAt = outbox.wakeAt(now());
    if (wakeAt == Outbox.NEVER || (watch != null && watchedUntil <= wakeAt)) {
      work.awaitUninterruptibly();
      return;
    }
    Thread me = Thread.currentThread();
    watch = me;
    watchedUntil = wakeAt;
    awaitNanos(work, wakeAt - now());
    if (watch == me) {
      watch = null;
    }
  }

  /// Nobody interrupts these threads; if somebody did, they would look around once more.
  private static long awaitNanos(Condition condition, long nanos) {
    try {
      return condition.awaitNanos(nanos);
    } catch (InterruptedException e) {
      return 0;
    }
  }

  private void endPatience() {
    while (pausesFor(SWEEP)) {
      tell(
          locked(() -> {
            outbox.sweep(now());
            answer.signalAll();
            return outbox.settled();
          }));
    }
  }

  private void followShards() {
    boolean isKnown = findShards();
    while (pausesFor(SHARDS)) {
      if (!isKnown || locked(outbox::haveShardsMoved)) {
        isKnown = findShards();
      }
    }
  }

  private boolean findShards() {
    try {
      ShardMap shards = port.shards();
      locked(() -> {
        outbox.reshard(shards);
        callSender(now());
        return shards;
      });
      return true;
    } catch (RuntimeException e) {
      listener.shardsUnknown(e);
      return false;
    }
  }

  /// @return false when it is over
  private boolean pausesFor(Duration pause) {
    return locked(() -> {
      long left = pause.toNanos();
      while (left > 0 && !isStopped) {
        left = awaitNanos(end, left);
      }
      return !isStopped;
    });
  }

  /// Takes no more, waits until what was taken is acknowledged, and gives up the rest.
  @Override
  public void close() {
    tell(
        locked(() -> {
          outbox.close();
          work.signalAll();
          awaitAnswers();
          isStopped = true;
          work.signalAll();
          end.signalAll();
          outbox.abandon();
          return outbox.settled();
        }));
  }

  private void awaitAnswers() {
    long left = drain.toNanos();
    while (outbox.hasSenders() && left > 0) {
      left = awaitNanos(answer, left);
    }
  }
}
