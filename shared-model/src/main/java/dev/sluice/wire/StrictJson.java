package dev.sluice.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.model.Rejection;

/// JSON read as events are: what a tree cannot hold without loss is refused, and a number prints as
/// it was written. For whoever changes a document and sends it again.
public final class StrictJson {
  private static final JsonReader READER = new JsonReader(DecodeLimits.DEFAULT.depth());

  private StrictJson() {}

  /// What the bytes turned out to be.
  public sealed interface Result {
    record Value(JsonNode root) implements Result {}

    record Refused(Rejection rejection) implements Result {}
  }

  public static Result read(byte[] bytes) {
    try {
      return new Result.Value(READER.readValue(bytes));
    } catch (UndecodableException e) {
      return new Result.Refused(e.rejection());
    }
  }
}
