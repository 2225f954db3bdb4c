package dev.sluice.ingest.udp;

import dev.sluice.ingest.publish.Offer;
import dev.sluice.ingest.publish.Publisher;
import dev.sluice.ingest.publish.StreamEntry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Takes datagrams from the queue, in order, and offers their events to the stream. While the
/// stream is full or away it holds what it has, the queue fills, and what comes on top is dropped
/// there: memory stays bounded.
///
/// One thread runs it, which keeps a device's events in order.
final class Forwarder {
  private static final int MOST_ENTRIES = 500;
  private static final int MOST_BYTES = 1 << 19;
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final DatagramQueue queue;
  private final DatagramDecoder decoder;
  private final Publisher publisher;
  private final UdpCounts counts;
  private final Clock clock;
  private final Duration patience;
  private final CountDownLatch abandoned = new CountDownLatch(1);
  private volatile boolean finishing;

  /// @param patience how long an event may wait for its acknowledgement
  Forwarder(
      DatagramQueue queue,
      DatagramDecoder decoder,
      Publisher publisher,
      UdpCounts counts,
      Clock clock,
      Duration patience) {
    this.queue = queue;
    this.decoder = decoder;
    this.publisher = publisher;
    this.counts = counts;
    this.clock = clock;
    this.patience = patience;
  }

  /// Runs until the queue is empty after [#finish].
  void run() {
    try {
      while (true) {
        byte[] datagram = queue.poll(LOOK);
        if (datagram != null) {
          forward(gather(datagram));
        } else if (finishing) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// No datagram comes any more: ends the run once the queue is empty.
  void finish() {
    finishing = true;
  }

  /// What the stream does not take at once is dropped from now on.
  void abandon() {
    finishing = true;
    abandoned.countDown();
  }

  private List<StreamEntry> gather(byte[] first) {
    List<StreamEntry> entries = new ArrayList<>();
    long bytes = 0;
    byte[] datagram = first;
    while (datagram != null) {
      DatagramDecoder.Contents contents = decoder.decode(datagram, clock.instant());
      contents.refusals().forEach(counts::rejected);
      entries.addAll(contents.entries());
      bytes += datagram.length;
      datagram = entries.size() < MOST_ENTRIES && bytes < MOST_BYTES ? queue.poll() : null;
    }
    counts.taken(entries.size());
    return entries;
  }

  private void forward(List<StreamEntry> entries) throws InterruptedException {
    int events = entries.size();
    while (events > 0) {
      Duration pause;
      switch (publisher.offer(entries, patience)) {
        case Offer.Taken taken -> {
          taken.acknowledged().whenComplete((done, failure) -> settled(events, failure == null));
          return;
        }
        case Offer.Full full -> pause = full.retryAfter();
        case Offer.Away away -> pause = away.retryAfter();
      }
      if (abandoned.await(shorter(pause).toNanos(), TimeUnit.NANOSECONDS)) {
        counts.dropped(DropReason.STOPPED, events);
        return;
      }
    }
  }

  private static Duration shorter(Duration pause) {
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private void settled(int events, boolean acknowledged) {
    if (acknowledged) {
      counts.acknowledged(events);
    } else {
      counts.dropped(DropReason.NOT_ACKNOWLEDGED, events);
    }
  }
}
