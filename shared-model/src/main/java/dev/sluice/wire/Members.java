package dev.sluice.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.RejectReason;
import dev.sluice.model.Rejection;
import dev.sluice.model.StrictUuid;
import dev.sluice.quality.Format;
import dev.sluice.quality.Member;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads the members of one envelope, to the last, whatever is wrong: what cannot be read is noted
/// and stands empty. The first fault is what the event is refused for; it names the member and what
/// would do.
final class Members {
  private static final UUID NO_UUID = new UUID(0, 0);

  private final ObjectNode envelope;
  private final Set<Member> missing = EnumSet.noneOf(Member.class);
  private final Set<Format> wrong = EnumSet.noneOf(Format.class);
  private @Nullable Rejection refusal;

  Members(ObjectNode envelope) {
    this.envelope = envelope;
  }

  Optional<Rejection> refusal() {
    return Optional.ofNullable(refusal);
  }

  Set<Member> missing() {
    return missing;
  }

  Set<Format> wrong() {
    return wrong;
  }

  String text(Member member, Format format, String name) {
    JsonNode node = required(member, name);
    return node == null ? "" : text(format, name, node);
  }

  @Nullable String textOrNull(Format format, String name) {
    JsonNode node = present(name);
    return node == null ? null : text(format, name, node);
  }

  private String text(Format format, String name, JsonNode node) {
    if (!node.isTextual()) {
      malformed(format, name, JsonTypes.describe(node), "a string");
      return "";
    }
    return node.textValue();
  }

  String nonEmptyText(Member member, Format format, String name) {
    JsonNode node = required(member, name);
    if (node != null && node.isTextual() && node.textValue().isEmpty()) {
      malformed(format, name, "empty", "a string of at least one character");
      return "";
    }
    return node == null ? "" : text(format, name, node);
  }

  UUID uuid(String name) {
    JsonNode node = required(Member.EVENT_ID, name);
    if (node == null) {
      return NO_UUID;
    }
    String text = text(Format.EVENT_ID, name, node);
    Optional<UUID> uuid = StrictUuid.parse(text);
    if (uuid.isEmpty() && node.isTextual()) {
      malformed(Format.EVENT_ID, name, Rejection.quoted(text), "a UUID of 36 characters");
    }
    return uuid.orElse(NO_UUID);
  }

  /// ISO-8601 text or a number, as written.
  String time(String name) {
    JsonNode node = required(Member.EVENT_TIME, name);
    if (node != null && !node.isTextual() && !node.isNumber()) {
      String accepted = "ISO-8601 text or epoch seconds or millis";
      malformed(Format.EVENT_TIME, name, JsonTypes.describe(node), accepted);
    }
    return node == null ? "" : node.asText();
  }

  ObjectNode objectOrEmpty(String name) {
    JsonNode node = present(name);
    if (node instanceof ObjectNode object) {
      return object;
    }
    if (node != null) {
      malformed(Format.PAYLOAD, name, JsonTypes.describe(node), "an object");
    }
    return JsonNodeFactory.instance.objectNode();
  }

  /// A member that says which envelope this is.
  void version(String name, String accepted) {
    JsonNode node = present(name);
    if (node == null) {
      wrong.add(Format.ENVELOPE);
      refuse(RejectReason.MISSING_MEMBER, "\"" + name + "\" is missing");
    } else if (!text(Format.ENVELOPE, name, node).equals(accepted) && node.isTextual()) {
      String found = Rejection.quoted(node.textValue());
      malformed(Format.ENVELOPE, name, found, "\"" + accepted + "\"");
    }
  }

  ObjectNode allBut(Collection<String> names) {
    return envelope.deepCopy().remove(names);
  }

  void malformed(Format format, String name, String found, String accepted) {
    wrong.add(format);
    refuse(RejectReason.MALFORMED_MEMBER, "\"" + name + "\" is " + found + ", not " + accepted);
  }

  boolean has(String name) {
    return envelope.has(name);
  }

  private @Nullable JsonNode required(Member member, String name) {
    JsonNode node = present(name);
    if (node == null) {
      missing.add(member);
      refuse(RejectReason.MISSING_MEMBER, "\"" + name + "\" is missing");
    }
    return node;
  }

  private @Nullable JsonNode present(String name) {
    JsonNode node = envelope.get(name);
    return node == null || node.isNull() ? null : node;
  }

  private void refuse(RejectReason reason, String detail) {
    if (refusal == null) {
      refusal = new Rejection(reason, detail);
    }
  }
}
