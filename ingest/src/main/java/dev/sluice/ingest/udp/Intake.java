package dev.sluice.ingest.udp;

import java.net.InetAddress;

/// What happens to a datagram before anybody looks into it: it is counted, bounded by its sender's
/// rate, and queued or dropped.
final class Intake {
  private final UdpCounts counts;
  private final SenderRates rates;
  private final DatagramQueue queue;

  Intake(UdpCounts counts, SenderRates rates, DatagramQueue queue) {
    this.counts = counts;
    this.rates = rates;
    this.queue = queue;
  }

  /// From a sender that nobody asked.
  void pushed(InetAddress sender, byte[] datagram) {
    counts.datagram();
    int events = events(datagram);
    if (rates.admits(sender, events)) {
      enqueue(datagram, events);
    } else {
      counts.droppedUnread(DropReason.SENDER_RATE, events);
    }
  }

  /// From a publisher that was asked, and that keeps to the rate it is set to.
  void pulled(byte[] datagram) {
    counts.datagram();
    enqueue(datagram, events(datagram));
  }

  private void enqueue(byte[] datagram, int events) {
    if (!queue.offer(datagram)) {
      counts.droppedUnread(DropReason.QUEUE_FULL, events);
    }
  }

  /// Lines that are not empty, at least one.
  static int events(byte[] datagram) {
    int events = 0;
    boolean empty = true;
    for (byte b : datagram) {
      if (b == '\n') {
        events += empty ? 0 : 1;
        empty = true;
      } else if (b != '\r') {
        empty = false;
      }
    }
    return Math.max(1, events + (empty ? 0 : 1));
  }
}
