package dev.sluice.ingest.submission;

import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.ingest.submission.Submission.Element;
import dev.sluice.model.NameBasedUuid;
import dev.sluice.model.Timestamps;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// A submission's events in the adapter envelope. The same submission always becomes the same
/// bytes: whoever reads it again, the events are known by their ids and equal in their
/// fingerprints.
public final class SubmissionEvents {
  private SubmissionEvents() {}

  /// The id of an event, made of where it came from.
  public static UUID id(UUID submission, ElementType type, int index) {
    return NameBasedUuid.of(submission, type.text() + "/" + index);
  }

  /// In the order of the document, all behind the device's partition key.
  public static List<StreamEntry> of(Submission submission) {
    String device = submission.deviceId().toString();
    return submission.elements().stream()
        .map(element -> new StreamEntry(device, bytes(submission, element)))
        .toList();
  }

  private static byte[] bytes(Submission submission, Element element) {
    String json =
        "{\"id\":\""
            + id(submission.id(), element.type(), element.index())
            + "\",\"event_type\":\""
            + element.type().text()
            + "\",\"device_id\":\""
            + submission.deviceId()
            + "\",\"processing_timestamp\":\""
            + Timestamps.format(submission.timeCreated())
            + "\",\"event_details\":"
            + element.details()
            + "}";
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
