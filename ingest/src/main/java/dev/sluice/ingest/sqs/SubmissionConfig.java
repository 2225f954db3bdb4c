package dev.sluice.ingest.sqs;

import dev.sluice.ingest.submission.SubmissionLimits;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;

/// The bounds of a submission; what is over one is refused.
///
/// @param bodyBytes of its JSON text, after base64
/// @param events of all types together
/// @param eventBytes of one event in its envelope; DynamoDB takes items of 400 KB
@Context
@ConfigurationProperties("sluice.ingest.submissions")
public record SubmissionConfig(int bodyBytes, int events, int eventBytes) {
  public SubmissionConfig {
    within("body-bytes", bodyBytes, 1 << 20);
    within("events", events, 10_000);
    within("event-bytes", eventBytes, 380_000);
  }

  private static void within(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "sluice.ingest.submissions." + name + " " + value + " is not in 1.." + most);
    }
  }

  SubmissionLimits limits() {
    return new SubmissionLimits(bodyBytes, events, eventBytes);
  }
}
