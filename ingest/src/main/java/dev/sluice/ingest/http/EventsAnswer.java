package dev.sluice.ingest.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.http.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is answered to a post: of each event, in the order of the post, whether it was accepted.
/// Written at once, so that a post that waits holds nothing but its answer.
final class EventsAnswer {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int BYTES_OF_ONE = 96;

  private EventsAnswer() {}

  static byte[] of(List<Verdict> verdicts) {
    return written(null, verdicts);
  }

  /// A problem that says it of each event too.
  static byte[] of(Problem problem, List<Verdict> verdicts) {
    return written(problem, verdicts);
  }

  private static byte[] written(@Nullable Problem problem, List<Verdict> verdicts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256 + BYTES_OF_ONE * verdicts.size());
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      if (problem != null) {
        problem.writeMembers(json);
      }
      json.writeArrayFieldStart("events");
      for (int i = 0; i < verdicts.size(); i++) {
        write(i, verdicts.get(i), json);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
    return out.toByteArray();
  }

  private static void write(int index, Verdict verdict, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("index", index);
    switch (verdict) {
      case Verdict.Accepted accepted -> {
        json.writeStringField("event_id", accepted.eventId().toString());
        json.writeStringField("status", "accepted");
      }
      case Verdict.Rejected rejected -> {
        if (rejected.eventId() != null) {
          json.writeStringField("event_id", rejected.eventId().toString());
        }
        json.writeStringField("status", "rejected");
        json.writeStringField("reason", rejected.reason());
        json.writeStringField("detail", rejected.detail());
      }
    }
    json.writeEndObject();
  }
}
