package dev.sluice.ingest.udp;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import java.time.Duration;

/// Events in datagrams that are pushed.
///
/// @param enabled whether the port is open; publishers can be pulled from all the same
/// @param host the address to listen at
/// @param port to listen at; 0 takes a free one
/// @param queueBytes of datagrams that wait for the stream at most; more are dropped and counted
/// @param socketBytes asked of the system for the socket; Linux gives net.core.rmem_max at most
/// @param patience how long an event may wait for the stream's acknowledgement before it is dropped
/// @param senderPerSecond events of one sender (an IPv4 address, an IPv6 /64); more are dropped
/// @param senderBurst events of one sender at once
/// @param senders that are told apart at once
@Context
@ConfigurationProperties("sluice.ingest.udp")
public record UdpConfig(
    boolean enabled,
    String host,
    int port,
    long queueBytes,
    int socketBytes,
    Duration patience,
    int senderPerSecond,
    int senderBurst,
    int senders) {

  public UdpConfig {
    within("port", port, 0, 65_535);
    within("queue-bytes", queueBytes, 128 << 10, 1L << 30);
    within("socket-bytes", socketBytes, 64 << 10, 256 << 20);
    within("sender-per-second", senderPerSecond, 1, 1_000_000);
    within("sender-burst", senderBurst, 1, 1_000_000);
    within("senders", senders, 1, 1_000_000);
    if (patience.compareTo(Duration.ofSeconds(1)) < 0
        || patience.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new IllegalArgumentException(
          "sluice.ingest.udp.patience \"%s\" is not a duration from PT1S to PT10M"
              .formatted(patience));
    }
  }

  private static void within(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "sluice.ingest.udp.%s \"%d\" is not in %d..%d".formatted(name, value, least, most));
    }
  }
}
