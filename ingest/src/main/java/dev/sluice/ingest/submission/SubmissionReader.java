package dev.sluice.ingest.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.ingest.submission.Submission.Element;
import dev.sluice.model.AcceptanceWindow;
import dev.sluice.model.RejectReason;
import dev.sluice.model.Rejection;
import dev.sluice.model.StrictUuid;
import dev.sluice.model.Timestamps;
import dev.sluice.preprocess.EventTimes;
import dev.sluice.wire.StrictJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Reads `{"submission_id", "device_id", "time_created", "events": {"new_process": [{"cmdl",
/// "user"}…], "network_connection": [{"source_ip", "destination_ip", "destination_port"}…]}}`,
/// plain or in base64, and judges every part of it: a submission is taken whole or refused whole.
/// Never throws for what a message holds.
public final class SubmissionReader {
  static final String SUBMISSION_ID = "submission_id";
  static final String DEVICE_ID = "device_id";
  private static final String TIME_CREATED = "time_created";
  private static final String EVENTS = "events";

  private final AcceptanceWindow window;
  private final SubmissionLimits limits;

  public SubmissionReader(AcceptanceWindow window, SubmissionLimits limits) {
    this.window = window;
    this.limits = limits;
  }

  /// @param sent when the queue took the message, which every delivery repeats
  /// @param now when its events would go onto the stream, by which the consumer judges them
  public Reading read(String body, Instant sent, Instant now) {
    byte[] text;
    try {
      text = MessageText.of(body);
    } catch (RefusedException e) {
      return refused(e, MessageText.plain(body));
    }
    try {
      Submission submission = submission(text, sent, now);
      List<StreamEntry> events = SubmissionEvents.of(submission);
      checkSizes(submission, events);
      return new Reading.Accepted(submission, events);
    } catch (RefusedException e) {
      return refused(e, text);
    }
  }

  private static Reading refused(RefusedException e, byte[] text) {
    return new Reading.Refused(e.rejection(), text, Traces.of(text));
  }

  private Submission submission(byte[] text, Instant sent, Instant now) throws RefusedException {
    if (text.length > limits.bodyBytes()) {
      throw new RefusedException(
          RejectReason.RECORD_TOO_LARGE,
          text.length + " bytes; at most " + limits.bodyBytes() + " are taken");
    }
    ObjectNode root = root(text);
    return new Submission(
        uuid(root, SUBMISSION_ID), uuid(root, DEVICE_ID), time(root, sent, now), elements(root));
  }

  private void checkSizes(Submission submission, List<StreamEntry> events) throws RefusedException {
    for (int i = 0; i < events.size(); i++) {
      int bytes = events.get(i).bytes().length;
      if (bytes > limits.eventBytes()) {
        Element element = submission.elements().get(i);
        throw new RefusedException(
            RejectReason.ITEM_TOO_LARGE,
            "\"events.%s[%d]\" makes an event of %d bytes; at most %d are taken"
                .formatted(element.type().text(), element.index(), bytes, limits.eventBytes()));
      }
    }
  }

  private static ObjectNode root(byte[] text) throws RefusedException {
    return switch (StrictJson.read(text)) {
      case StrictJson.Result.Refused refused -> throw new RefusedException(refused.rejection());
      case StrictJson.Result.Value(ObjectNode object) -> object;
      case StrictJson.Result.Value _ ->
          throw new RefusedException(
              RejectReason.WRONG_ROOT, "the root is no object, which a submission is");
    };
  }

  private static JsonNode present(ObjectNode root, String name) throws RefusedException {
    JsonNode node = root.path(name);
    if (node.isMissingNode() || node.isNull()) {
      throw RefusedException.missing(name);
    }
    return node;
  }

  private static UUID uuid(ObjectNode root, String name) throws RefusedException {
    JsonNode node = present(root, name);
    String text = node.isTextual() ? node.textValue() : "";
    return StrictUuid.parse(text)
        .orElseThrow(() -> RefusedException.malformed(name, node, "a UUID of 36 characters"));
  }

  private Instant time(ObjectNode root, Instant sent, Instant now) throws RefusedException {
    JsonNode node = present(root, TIME_CREATED);
    String text = node.isTextual() ? node.textValue() : "";
    Instant time =
        EventTimes.iso(text)
            .orElseThrow(
                () -> RefusedException.malformed(TIME_CREATED, node, EventTimes.ACCEPTED_ISO));
    if (!window.accepts(time, sent) || !window.accepts(time, now)) {
      throw new RefusedException(
          RejectReason.EVENT_TIME_OUT_OF_RANGE,
          "\"%s\" is %s, sent %s, read %s: accepted are %s before to %s after"
              .formatted(
                  TIME_CREATED,
                  Timestamps.format(time),
                  Timestamps.format(sent),
                  Timestamps.format(now),
                  window.past(),
                  window.future()));
    }
    return time;
  }

  private List<Element> elements(ObjectNode root) throws RefusedException {
    JsonNode node = present(root, EVENTS);
    if (!(node instanceof ObjectNode events)) {
      throw RefusedException.malformed(EVENTS, node, "an object of arrays");
    }
    List<Element> elements = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : events.properties()) {
      ElementType type =
          ElementType.of(member.getKey())
              .orElseThrow(() -> new RefusedException(RejectReason.UNKNOWN_TYPE, unknown(member)));
      addAll(type, member.getValue(), elements);
    }
    if (elements.isEmpty()) {
      throw new RefusedException(
          RejectReason.MISSING_MEMBER, "\"events\" holds no event, but at least 1 is needed");
    }
    return elements;
  }

  private static String unknown(Map.Entry<String, JsonNode> member) {
    return "\"events\" has a member "
        + Rejection.quoted(member.getKey())
        + ", which is not "
        + ElementType.accepted();
  }

  private void addAll(ElementType type, JsonNode array, List<Element> elements)
      throws RefusedException {
    String path = EVENTS + "." + type.text();
    if (!array.isArray()) {
      throw RefusedException.malformed(path, array, "an array of objects");
    }
    if (elements.size() + array.size() > limits.events()) {
      throw new RefusedException(
          RejectReason.TOO_MANY_EVENTS,
          "more than " + limits.events() + " events, the most that one submission may hold");
    }
    for (int index = 0; index < array.size(); index++) {
      String place = path + "[" + index + "]";
      if (!(array.get(index) instanceof ObjectNode details)) {
        throw RefusedException.malformed(place, array.get(index), "an object");
      }
      ElementRules.check(type, details, place);
      elements.add(new Element(type, index, details));
    }
  }
}
