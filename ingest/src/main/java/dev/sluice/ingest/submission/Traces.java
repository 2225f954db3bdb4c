package dev.sluice.ingest.submission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.sluice.model.StrictUuid;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What refused bytes still say of themselves, read as far as they are JSON: by these the sender
/// finds out why its submission was refused.
public record Traces(@Nullable UUID submissionId, @Nullable UUID deviceId) {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              // the length of the bytes bounds all the others
              StreamReadConstraints.builder()
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /// Never throws for what the bytes are; of a member that appears twice, the first counts.
  static Traces of(byte[] bytes) {
    @Nullable UUID submission = null;
    @Nullable UUID device = null;
    try (JsonParser parser = JSON.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return new Traces(null, null);
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (submission == null && name.equals(SubmissionReader.SUBMISSION_ID)) {
          submission = uuid(parser, value);
        } else if (device == null && name.equals(SubmissionReader.DEVICE_ID)) {
          device = uuid(parser, value);
        }
        parser.skipChildren();
      }
    } catch (IOException brokenFromHereOn) {
      return new Traces(submission, device);
    }
    return new Traces(submission, device);
  }

  private static @Nullable UUID uuid(JsonParser parser, @Nullable JsonToken value)
      throws IOException {
    Optional<UUID> uuid =
        value == JsonToken.VALUE_STRING ? StrictUuid.parse(parser.getText()) : Optional.empty();
    return uuid.orElse(null);
  }
}
