package dev.sluice.ingest;

import dev.sluice.model.AcceptanceWindow;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import java.time.Duration;

/// What all transports share. A wrong value stops the start.
///
/// @param stream the Kinesis stream that events go to
/// @param acceptedPast how far an event's time may lie before its arrival; what the consumer is
///   told too
/// @param acceptedFuture how far it may lie after it
@Context
@ConfigurationProperties("sluice.ingest")
public record IngestConfig(String stream, Duration acceptedPast, Duration acceptedFuture) {
  private static final int LONGEST_NAME = 128;

  public IngestConfig {
    if (stream.length() > LONGEST_NAME || !stream.matches("[A-Za-z0-9_.-]+")) {
      throw new IllegalArgumentException(
          "sluice.ingest.stream \""
              + stream
              + "\" is no name of a stream: 1 to 128 letters, digits, '_', '.' or '-'");
    }
    if (!acceptedPast.isPositive()) {
      throw wrong("accepted-past", acceptedPast, "above zero");
    }
    if (acceptedFuture.isNegative()) {
      throw wrong("accepted-future", acceptedFuture, "zero or above");
    }
  }

  private static IllegalArgumentException wrong(String name, Object value, String accepted) {
    return new IllegalArgumentException(
        "sluice.ingest." + name + " \"" + value + "\" is not " + accepted);
  }

  public AcceptanceWindow acceptanceWindow() {
    return new AcceptanceWindow(acceptedPast, acceptedFuture);
  }
}
