package dev.sluice.simulator.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.simulator.Acknowledgement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads
/// `{"events":[{"index":0,"status":"accepted"},{"index":1,"status":"rejected","reason":"…"}]}`,
/// whatever else is in it.
final class Verdicts {
  private static final JsonFactory JSON = new JsonFactory();

  private Verdicts() {}

  /// @return one a line, in their order; empty for an answer that has none
  static Optional<List<Acknowledgement>> read(byte[] answer, boolean perhapsTwice) {
    try (JsonParser parser = JSON.createParser(answer)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("events")) {
          return Optional.of(events(parser, perhapsTwice));
        }
        parser.skipChildren();
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<Acknowledgement> events(JsonParser parser, boolean perhapsTwice)
      throws IOException {
    List<Acknowledgement> events = new ArrayList<>();
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      String status = "";
      String reason = "rejected";
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "status" -> status = parser.getText();
          case "reason" -> reason = parser.getText();
          default -> parser.skipChildren();
        }
      }
      events.add(
          status.equals("accepted")
              ? Acknowledgement.accepted(perhapsTwice)
              : Acknowledgement.refused(reason));
    }
    return events;
  }
}
