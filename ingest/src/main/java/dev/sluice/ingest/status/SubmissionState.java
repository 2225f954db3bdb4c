package dev.sluice.ingest.status;

import dev.sluice.deadletter.Letter;
import dev.sluice.ingest.submission.ElementType;
import java.util.Map;
import java.util.UUID;

/// What is known of a submission.
public sealed interface SubmissionState {
  UUID submissionId();

  /// Its events are in the store, or some already: they are stored in order, so the counts grow
  /// until all are.
  ///
  /// @param deviceId empty if all its events were erased
  /// @param events how many of each type; none of what has none
  record Stored(UUID submissionId, String deviceId, Map<ElementType, Integer> events)
      implements SubmissionState {}

  /// It was refused as a whole.
  record Rejected(UUID submissionId, Letter letter) implements SubmissionState {}

  /// Never sent, still on its way, or so long ago that nobody knows.
  record Unknown(UUID submissionId) implements SubmissionState {}
}
