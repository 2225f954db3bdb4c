package dev.sluice.local.changes;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts a table's changes on a Kinesis stream, a moment after they happen, on a thread of its own:
/// no writer waits for it. What the stream does not take yet is put again.
public final class ChangeForwarder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeForwarder.class);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final ChangeSource source;
  private final String stream;
  private final ChangeSink sink;
  private final Delivery delivery;
  private final Random random;
  private final Deque<TableChange> pending = new ArrayDeque<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread forwarding;

  private ChangeForwarder(ChangeSource source, String stream, ChangeSink sink, Delivery delivery) {
    this.source = source;
    this.stream = stream;
    this.sink = sink;
    this.delivery = delivery;
    this.random = delivery.random();
    this.forwarding = Thread.ofVirtual().name("changes-to-" + stream).unstarted(this::run);
  }

  /// Starts forwarding.
  public static ChangeForwarder start(
      ChangeSource source, String stream, ChangeSink sink, Delivery delivery) {
    ChangeForwarder forwarder = new ChangeForwarder(source, stream, sink, delivery);
    forwarder.forwarding.start();
    return forwarder;
  }

  public String stream() {
    return stream;
  }

  private void run() {
    boolean failing = false;
    boolean closed = false;
    while (!closed) {
      closed = closesSoon();
      try {
        forwardAll();
        failing = false;
      } catch (RuntimeException e) {
        if (!failing && !closed) {
          LOG.warn("changes cannot be put on {} and are kept until they can", stream, e);
        }
        failing = true;
      }
    }
  }

  private boolean closesSoon() {
    try {
      return closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void forwardAll() {
    while (putPending()) {
      List<TableChange> changes = source.next();
      if (changes.isEmpty()) {
        return;
      }
      pending.addAll(delivery.arrange(changes, random));
    }
  }

  private boolean putPending() {
    while (!pending.isEmpty()) {
      TableChange change = pending.getFirst();
      if (!sink.put(stream, change.partitionKey(), change.json())) {
        return false;
      }
      pending.removeFirst();
    }
    return true;
  }

  /// Forwards what has changed so far, then stops.
  @Override
  public void close() {
    closing.countDown();
    try {
      forwarding.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
