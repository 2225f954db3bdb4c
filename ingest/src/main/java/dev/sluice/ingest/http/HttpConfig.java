package dev.sluice.ingest.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import java.time.Duration;

/// What a post of events may cost, under `sluice.ingest.http`; the bound of a body as it arrives is
/// `micronaut.server.max-request-size`.
///
/// @param maxEvents in one post at most
/// @param inflatedBytes of a body after gunzip at most
/// @param patience how long a post waits for the acknowledgement of its events
/// @param bodyTimeout how long a body may take to arrive
/// @param pendingBytes of bodies on their way in at a time; whoever comes on top is refused with
///   503
@Context
@ConfigurationProperties("sluice.ingest.http")
record HttpConfig(
    int maxEvents, int inflatedBytes, Duration patience, Duration bodyTimeout, long pendingBytes) {
  private static final int MOST_EVENTS = 100_000;
  private static final int MOST_INFLATED = 64 << 20;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  HttpConfig {
    within("max-events", maxEvents, 1, MOST_EVENTS);
    within("inflated-bytes", inflatedBytes, 1 << 10, MOST_INFLATED);
    within("pending-bytes", pendingBytes, 1 << 20, 1L << 34);
    within("patience", patience);
    within("body-timeout", bodyTimeout);
  }

  private static void within(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw wrong(name, value, "in " + least + ".." + most);
    }
  }

  private static void within(String name, Duration value) {
    if (value.compareTo(Duration.ofMillis(100)) < 0 || value.compareTo(LONGEST) > 0) {
      throw wrong(name, value, "a duration from PT0.1S to " + LONGEST);
    }
  }

  private static IllegalArgumentException wrong(String name, Object value, String accepted) {
    return new IllegalArgumentException(
        "sluice.ingest.http." + name + " \"" + value + "\" is not " + accepted);
  }
}
