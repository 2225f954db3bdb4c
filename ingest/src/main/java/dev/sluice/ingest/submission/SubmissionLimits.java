package dev.sluice.ingest.submission;

/// The bounds within which a submission is taken.
///
/// @param bodyBytes of its JSON text, as UTF-8, after base64
/// @param events of all types together
/// @param eventBytes of one event in its envelope; below what DynamoDB takes as an item
public record SubmissionLimits(int bodyBytes, int events, int eventBytes) {
  /// The first is what SQS takes at most.
  public static final SubmissionLimits DEFAULT = new SubmissionLimits(1 << 20, 1_000, 256 << 10);

  public SubmissionLimits {
    positive("body bytes", bodyBytes);
    positive("events", events);
    positive("event bytes", eventBytes);
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " " + value + " is not at least 1");
    }
  }
}
