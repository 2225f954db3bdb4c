package dev.sluice.ingest.udp;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Publishers that send datagrams when they are asked.
///
/// @param publishers `host:port` of each, at most 100; none by default
/// @param lease how long a publisher goes on without being asked again, whole seconds
/// @param silence after how long without a datagram it is asked again
@Context
@ConfigurationProperties("sluice.ingest.udp.pull")
public record PullConfig(@Nullable List<String> publishers, Duration lease, Duration silence) {
  private static final int MOST_PUBLISHERS = 100;

  public PullConfig {
    publishers =
        publishers == null
            ? List.of()
            : publishers.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
    if (publishers.size() > MOST_PUBLISHERS) {
      throw new IllegalArgumentException(
          "sluice.ingest.udp.pull.publishers has %d; at most %d are asked"
              .formatted(publishers.size(), MOST_PUBLISHERS));
    }
    publishers.forEach(Address::parse);
    within("lease", lease, Duration.ofSeconds(1), Duration.ofMinutes(10));
    within("silence", silence, Duration.ofMillis(100), Duration.ofMinutes(5));
  }

  private static void within(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "sluice.ingest.udp.pull.%s \"%s\" is not a duration from %s to %s"
              .formatted(name, value, least, most));
    }
  }

  List<Address> addresses() {
    return publishers == null ? List.of() : publishers.stream().map(Address::parse).toList();
  }

  /// A host, by name or number, and a port.
  record Address(String host, int port) {
    static Address parse(String text) {
      int colon = text.lastIndexOf(':');
      String digits = text.substring(colon + 1);
      if (colon < 1 || !digits.matches("[1-9]\\d{0,4}") || Integer.parseInt(digits) > 65_535) {
        throw new IllegalArgumentException(
            "sluice.ingest.udp.pull.publishers \"%s\" is not host:port, as in 10.0.0.7:8126"
                .formatted(text));
      }
      return new Address(text.substring(0, colon), Integer.parseInt(digits));
    }

    InetSocketAddress resolve() throws UnknownHostException {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }
}
