package dev.sluice.ingest.publish.kinesis;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import java.time.Duration;

/// What goes onto the stream in one call.
///
/// @param records at most
/// @param bytes at most, keys included
/// @param linger how long an event waits for company while another call is on its way
@Context
@ConfigurationProperties("sluice.ingest.publisher.batch")
public record BatchConfig(int records, int bytes, Duration linger) {
  private static final int MOST_RECORDS = 500;
  private static final int LEAST_BYTES = 1 << 20;
  private static final int MOST_BYTES = 5 << 20;
  private static final Duration LONGEST_LINGER = Duration.ofSeconds(5);

  public BatchConfig {
    if (records < 1 || records > MOST_RECORDS) {
      throw wrong("records", records, "in 1.." + MOST_RECORDS);
    }
    if (bytes < LEAST_BYTES || bytes > MOST_BYTES) {
      throw wrong("bytes", bytes, "in " + LEAST_BYTES + ".." + MOST_BYTES);
    }
    if (linger.isNegative() || linger.compareTo(LONGEST_LINGER) > 0) {
      throw wrong("linger", linger, "a duration from PT0S to " + LONGEST_LINGER);
    }
  }

  private static IllegalArgumentException wrong(String name, Object value, String accepted) {
    return new IllegalArgumentException(
        "sluice.ingest.publisher.batch." + name + " \"" + value + "\" is not " + accepted);
  }
}
