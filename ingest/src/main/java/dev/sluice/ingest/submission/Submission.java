package dev.sluice.ingest.submission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What a device saw in a while, several events at once. Valid in every part.
///
/// @param timeCreated the time of each of its events, whole milliseconds
/// @param elements in the order of the document, at least one
public record Submission(UUID id, UUID deviceId, Instant timeCreated, List<Element> elements) {
  public Submission {
    elements = List.copyOf(elements);
  }

  /// One event to be.
  ///
  /// @param index its place among the elements of its type; 0 is the first
  /// @param details as sent, members that nobody asked for included
  public record Element(ElementType type, int index, ObjectNode details) {}
}
