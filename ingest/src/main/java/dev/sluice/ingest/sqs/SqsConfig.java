package dev.sluice.ingest.sqs;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import java.time.Duration;

/// Where submissions come from.
///
/// @param enabled whether to take any
/// @param queue its name
/// @param connections to SQS at most; a poller that waits for messages holds one
/// @param callTimeout after which a call has failed; a poller's waiting comes on top
@Context
@ConfigurationProperties("sluice.ingest.sqs")
public record SqsConfig(boolean enabled, String queue, int connections, Duration callTimeout) {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  public SqsConfig {
    if (!queue.matches("[A-Za-z0-9_-]{1,80}")) {
      throw new IllegalArgumentException(
          "sluice.ingest.sqs.queue \""
              + queue
              + "\" is no name of a standard queue: 1 to 80 letters, digits, '_' or '-'");
    }
    if (connections < 2 || connections > 1_000) {
      throw new IllegalArgumentException(
          "sluice.ingest.sqs.connections " + connections + " is not in 2..1000");
    }
    if (callTimeout.compareTo(SHORTEST) < 0 || callTimeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "sluice.ingest.sqs.call-timeout \""
              + callTimeout
              + "\" is not a duration from PT0.1S to PT60S");
    }
  }
}
