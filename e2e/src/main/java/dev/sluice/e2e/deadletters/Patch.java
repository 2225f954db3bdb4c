package dev.sluice.e2e.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flipkart.zjsonpatch.CompatibilityFlags;
import com.flipkart.zjsonpatch.InvalidJsonPatchException;
import com.flipkart.zjsonpatch.JsonPatch;
import com.flipkart.zjsonpatch.JsonPatchApplicationException;
import dev.sluice.model.Rejection;
import dev.sluice.wire.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;

/// A [JSON Patch](https://www.rfc-editor.org/rfc/rfc6902) that mends originals. Numbers that it
/// does not touch stay as they were sent.
final class Patch {
  private static final EnumSet<CompatibilityFlags> STRICT =
      EnumSet.of(CompatibilityFlags.FORBID_REMOVE_MISSING_OBJECT);

  private final JsonNode operations;

  private Patch(JsonNode operations) {
    this.operations = operations;
  }

  /// What became of an original.
  sealed interface Result {
    record Mended(ObjectNode before, ObjectNode after) implements Result {
      byte[] bytes() {
        return after.toString().getBytes(StandardCharsets.UTF_8);
      }
    }

    record NotMended(String why) implements Result {}
  }

  /// @throws IllegalArgumentException saying what is wrong with the patch
  static Patch parse(byte[] text) {
    return switch (StrictJson.read(text)) {
      case StrictJson.Result.Refused(Rejection rejection) ->
          throw new IllegalArgumentException("the patch is no JSON: " + rejection.detail());
      case StrictJson.Result.Value(JsonNode root) -> new Patch(validated(root));
    };
  }

  private static JsonNode validated(JsonNode root) {
    try {
      JsonPatch.validate(root, STRICT);
      return root;
    } catch (InvalidJsonPatchException e) {
      throw new IllegalArgumentException(
          "the patch is no RFC 6902 JSON Patch: "
              + e.getMessage()
              + "; [{\"op\":\"replace\",\"path\":\"/event_type\",\"value\":\"reading\"}] is one",
          e);
    }
  }

  Result apply(byte[] original) {
    return switch (StrictJson.read(original)) {
      case StrictJson.Result.Refused(Rejection rejection) ->
          new Result.NotMended(rejection.reason().text() + ": " + rejection.detail());
      case StrictJson.Result.Value(ObjectNode before) -> apply(before);
      case StrictJson.Result.Value(JsonNode other) ->
          new Result.NotMended("wrong_root: its root is no object");
    };
  }

  private Result apply(ObjectNode before) {
    try {
      return JsonPatch.apply(operations, before, STRICT) instanceof ObjectNode after
          ? new Result.Mended(before, after)
          : new Result.NotMended("the patch leaves no object");
    } catch (JsonPatchApplicationException e) {
      return new Result.NotMended(String.valueOf(e.getMessage()));
    }
  }
}
