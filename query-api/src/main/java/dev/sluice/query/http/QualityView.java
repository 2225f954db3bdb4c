package dev.sluice.query.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.http.json.JsonBody;
import dev.sluice.quality.Format;
import dev.sluice.quality.Member;
import dev.sluice.quality.Outcome;
import dev.sluice.quality.QualityCounts;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Counts and the shares that they make; [QualityCounts] defines each.
@Schema(
    name = "Quality",
    description = "Counts of events, and the shares that they make; a share of nothing is null.")
record QualityView(
    @Schema(
            description =
                "Omitted in the total. `(unknown)` for what has none that can be read, `(other)`"
                    + " for types beyond the bound.",
            example = "temperature")
        @Nullable String eventType,
    @Schema(
            description = "What the stream took: stored, duplicate and rejected together.",
            example = "1000")
        long received,
    @Schema(example = "970") long stored,
    @Schema(description = "Sent again.", example = "20") long duplicate,
    @Schema(description = "Dead letters, id collisions included.", example = "10") long rejected,
    @Schema(description = "Different events with the id of another.", example = "1")
        long idCollision,
    @Schema(
            nullable = true,
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "Stored, among those whose id could be looked up.",
            example = "0.98")
        @Nullable Double uniqueness,
    @Schema(
            description = "By member: the share of events that have it.",
            example = "{\"event_id\":1.0,\"device_id\":0.999}")
        Map<String, @Nullable Double> completeness,
    @Schema(
            description = "By format: the share, among what could be looked at, that is right.",
            example = "{\"json\":1.0,\"event_time\":0.998}")
        Map<String, @Nullable Double> validity)
    implements JsonBody {

  /// @param eventType null for all types together
  static QualityView of(@Nullable String eventType, QualityCounts counts) {
    Map<String, @Nullable Double> completeness = new LinkedHashMap<>();
    for (Member member : Member.values()) {
      completeness.put(member.text(), orNull(counts.completeness(member)));
    }
    Map<String, @Nullable Double> validity = new LinkedHashMap<>();
    for (Format format : Format.values()) {
      validity.put(format.text(), orNull(counts.validity(format)));
    }
    long collisions = counts.count(Outcome.ID_COLLISION);
    return new QualityView(
        eventType,
        counts.events(),
        counts.count(Outcome.STORED),
        counts.count(Outcome.DUPLICATE),
        counts.count(Outcome.REJECTED) + collisions,
        collisions,
        orNull(counts.uniqueness()),
        completeness,
        validity);
  }

  private static @Nullable Double orNull(OptionalDouble share) {
    return share.isPresent() ? share.getAsDouble() : null;
  }

  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    if (eventType != null) {
      json.writeStringField("event_type", eventType);
    }
    json.writeNumberField("received", received);
    json.writeNumberField("stored", stored);
    json.writeNumberField("duplicate", duplicate);
    json.writeNumberField("rejected", rejected);
    json.writeNumberField("id_collision", idCollision);
    writeShare(json, "uniqueness", uniqueness);
    writeShares(json, "completeness", completeness);
    writeShares(json, "validity", validity);
    json.writeEndObject();
  }

  private static void writeShares(
      JsonGenerator json, String name, Map<String, @Nullable Double> shares) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, @Nullable Double> share : shares.entrySet()) {
      writeShare(json, share.getKey(), share.getValue());
    }
    json.writeEndObject();
  }

  private static void writeShare(JsonGenerator json, String name, @Nullable Double share)
      throws IOException {
    if (share == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, share);
    }
  }
}
