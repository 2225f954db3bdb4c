package dev.sluice.ingest.aws;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import java.time.Duration;

/// Calls to the AWS services that have no client of their own kind here.
///
/// @param connections at most, over all of these services
/// @param callTimeout after which a call has failed, its repetitions included
@Context
@ConfigurationProperties("sluice.ingest.aws")
public record AwsConfig(int connections, Duration callTimeout) {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  public AwsConfig {
    if (connections < 1 || connections > 1_000) {
      throw new IllegalArgumentException(
          "sluice.ingest.aws.connections " + connections + " is not in 1..1000");
    }
    if (callTimeout.compareTo(SHORTEST) < 0 || callTimeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "sluice.ingest.aws.call-timeout \""
              + callTimeout
              + "\" is not a duration from PT0.1S to PT60S");
    }
  }
}
