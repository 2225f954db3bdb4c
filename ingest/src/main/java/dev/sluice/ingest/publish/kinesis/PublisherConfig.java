package dev.sluice.ingest.publish.kinesis;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import java.time.Duration;

/// How entries go onto the stream. A wrong value stops the start.
///
/// @param calls to Kinesis on their way at a time
/// @param callTimeout after which a call has failed
/// @param awayAfter how long every call fails until what is offered is refused
/// @param drain how long a stop waits for acknowledgements; with the transports' own time less than
///   what the process is given to stop
/// @param aggregate whether events of one device that wait together share a record, in the format
///   of the Kinesis Producer Library; only readers that know it can read the stream then
/// @param aggregateBytes up to how many bytes such a record has
@Context
@ConfigurationProperties("sluice.ingest.publisher")
public record PublisherConfig(
    int calls,
    Duration callTimeout,
    Duration awayAfter,
    Duration drain,
    boolean aggregate,
    int aggregateBytes) {
  private static final int MOST_CALLS = 64;
  private static final int LEAST_AGGREGATE = 1 << 10;
  private static final int MOST_AGGREGATE = 1 << 20;

  public PublisherConfig {
    if (calls < 1 || calls > MOST_CALLS) {
      throw wrong("calls", calls, "in 1.." + MOST_CALLS);
    }
    check("call-timeout", callTimeout, Duration.ofMillis(100), Duration.ofMinutes(1));
    check("away-after", awayAfter, Duration.ofMillis(100), Duration.ofMinutes(10));
    check("drain", drain, Duration.ZERO, Duration.ofMinutes(10));
    if (aggregateBytes < LEAST_AGGREGATE || aggregateBytes > MOST_AGGREGATE) {
      throw wrong(
          "aggregate-bytes", aggregateBytes, "in " + LEAST_AGGREGATE + ".." + MOST_AGGREGATE);
    }
  }

  private static void check(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw wrong(name, value, "a duration from " + least + " to " + most);
    }
  }

  private static IllegalArgumentException wrong(String name, Object value, String accepted) {
    return new IllegalArgumentException(
        "sluice.ingest.publisher." + name + " \"" + value + "\" is not " + accepted);
  }
}
