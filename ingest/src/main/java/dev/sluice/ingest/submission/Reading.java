package dev.sluice.ingest.submission;

import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.model.Rejection;
import java.util.List;

/// What a message turned out to be.
public sealed interface Reading {
  /// @param events of the submission, in its order: the same bytes however often it is read
  record Accepted(Submission submission, List<StreamEntry> events) implements Reading {}

  /// @param text what a dead letter keeps: the submission's bytes after base64, as far as it was
  /// @param traces what it still says of itself
  record Refused(Rejection rejection, byte[] text, Traces traces) implements Reading {}
}
