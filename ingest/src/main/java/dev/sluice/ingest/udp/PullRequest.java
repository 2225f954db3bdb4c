package dev.sluice.ingest.udp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// What a publisher is asked, as one datagram of a line of ASCII. A publisher that knows no more
/// than "send when asked" may ignore what is in it.
sealed interface PullRequest {

  /// Send events to where this came from, at the rate you are set to, for this long unless asked
  /// again: `sluice-pull/1 start 10`. The end is what keeps a forged request from doing much.
  ///
  /// @param lease whole seconds
  record Start(Duration lease) implements PullRequest {}

  /// Send no more: `sluice-pull/1 stop`.
  record Stop() implements PullRequest {}

  default byte[] bytes() {
    String text =
        switch (this) {
          case Start start -> "start " + start.lease().toSeconds();
          case Stop stop -> "stop";
        };
    return ("sluice-pull/1 " + text + "\n").getBytes(StandardCharsets.US_ASCII);
  }
}
