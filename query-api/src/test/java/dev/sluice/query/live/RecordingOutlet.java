package dev.sluice.query.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A client that writes down what it is sent.
final class RecordingOutlet implements Outlet {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> messages = new ArrayList<>();
  @Nullable String closed;
  int pings;

  @Override
  public void send(LiveMessage message) {
    try {
      messages.add(JSON.readTree(message.toString()));
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + message, e);
    }
  }

  @Override
  public void ping() {
    pings++;
  }

  @Override
  public void close(int code, String reason) {
    closed = code + " " + reason;
  }

  List<JsonNode> all() {
    return messages;
  }

  List<JsonNode> of(String kind) {
    return messages.stream().filter(m -> m.get("kind").textValue().equals(kind)).toList();
  }

  /// The ids of the events, in the order in which they came.
  List<String> eventIds() {
    return of("event").stream().map(m -> m.at("/event/event_id").textValue()).toList();
  }

  Optional<String> lastToken() {
    return messages.reversed().stream()
        .filter(m -> m.has("resume"))
        .map(m -> m.get("resume").textValue())
        .findFirst();
  }
}
