package dev.sluice.simulator.udp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What ingest asks of a publisher: a line of ASCII, `sluice-pull/1 start <seconds>` or
/// `sluice-pull/1 stop`.
///
/// @param lease how long to go on unless asked again; zero is a stop
record PullRequest(Duration lease) {
  private static final Pattern FORM =
      Pattern.compile("sluice-pull/1 (?:start (\\d{1,3})|stop)\\n?");

  /// @return empty for what is no request
  static Optional<PullRequest> parse(byte[] datagram, int length) {
    if (length > 64) {
      return Optional.empty();
    }
    Matcher request = FORM.matcher(new String(datagram, 0, length, StandardCharsets.US_ASCII));
    return request.matches()
        ? Optional.of(
            new PullRequest(
                request.group(1) == null
                    ? Duration.ZERO
                    : Duration.ofSeconds(Long.parseLong(request.group(1)))))
        : Optional.empty();
  }
}
