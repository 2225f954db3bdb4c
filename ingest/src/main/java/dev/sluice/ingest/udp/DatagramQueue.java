package dev.sluice.ingest.udp;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Datagrams between the sockets and the stream, bounded in bytes. Never blocks who offers.
final class DatagramQueue {
  /// Of the array, the queue's node and the references: a flood of tiny datagrams is bounded too.
  static final int OVERHEAD = 64;

  private final long mostBytes;
  private final LinkedBlockingQueue<byte[]> datagrams = new LinkedBlockingQueue<>();
  private final AtomicLong bytes = new AtomicLong();

  DatagramQueue(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /// @return whether there was room
  boolean offer(byte[] datagram) {
    long size = size(datagram);
    if (bytes.addAndGet(size) > mostBytes) {
      bytes.addAndGet(-size);
      return false;
    }
    return datagrams.add(datagram);
  }

  byte @Nullable [] poll(Duration wait) throws InterruptedException {
    return freed(datagrams.poll(wait.toNanos(), TimeUnit.NANOSECONDS));
  }

  byte @Nullable [] poll() {
    return freed(datagrams.poll());
  }

  private byte @Nullable [] freed(byte @Nullable [] datagram) {
    if (datagram != null) {
      bytes.addAndGet(-size(datagram));
    }
    return datagram;
  }

  /// From 0, empty, to 1.
  double fill() {
    return bytes.get() / (double) mostBytes;
  }

  private static long size(byte[] datagram) {
    return (long) datagram.length + OVERHEAD;
  }
}
