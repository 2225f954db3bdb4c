package dev.sluice.ingest.submission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.model.RejectReason;
import dev.sluice.model.Rejection;
import java.util.Locale;

/// A submission that will not do. Caught inside this package only, where it becomes a value: no
/// stack trace, because bad input is not exceptional here.
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;
  private final transient Rejection rejection;

  RefusedException(RejectReason reason, String detail) {
    this(new Rejection(reason, detail));
  }

  RefusedException(Rejection rejection) {
    super(rejection.detail(), null, false, false);
    this.rejection = rejection;
  }

  static RefusedException missing(String member) {
    return new RefusedException(RejectReason.MISSING_MEMBER, "\"" + member + "\" is missing");
  }

  static RefusedException malformed(String member, JsonNode found, String accepted) {
    return new RefusedException(
        RejectReason.MALFORMED_MEMBER,
        "\"" + member + "\" is " + described(found) + ", not " + accepted);
  }

  private static String described(JsonNode found) {
    return switch (found.getNodeType()) {
      case STRING -> Rejection.quoted(found.textValue());
      case NUMBER -> "the number " + Rejection.quoted(found.asText());
      case ARRAY -> "an array";
      default -> "of type " + found.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }

  Rejection rejection() {
    return rejection;
  }
}
