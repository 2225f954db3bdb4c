package dev.sluice.ingest.udp;

import java.util.Locale;

/// Why an event that came in a datagram is lost.
enum DropReason {
  /// More of its sender than one address may send.
  SENDER_RATE,
  /// The queue has no room: the stream takes less than arrives.
  QUEUE_FULL,
  /// The stream did not acknowledge it in time.
  NOT_ACKNOWLEDGED,
  /// The service stopped before the stream had it.
  STOPPED;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
