package dev.sluice.e2e.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One connection to `/v1/live`, which writes down all that it is told.
final class LiveClient implements WebSocket.Listener, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<JsonNode> told = new CopyOnWriteArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private final WebSocket socket;

  LiveClient(URI replica, String... subscriptions) {
    this.socket =
        http.newWebSocketBuilder()
            .subprotocols("sluice.live.v1")
            .buildAsync(URI.create("ws://" + replica.getAuthority() + "/v1/live"), this)
            .join();
    for (String subscription : subscriptions) {
      socket.sendText(subscription, true).join();
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      try {
        told.add(JSON.readTree(part.toString()));
      } catch (JsonProcessingException e) {
        throw new AssertionError("no JSON: " + part, e);
      }
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  Stream<JsonNode> told(String kind) {
    return told.stream().filter(message -> message.get("kind").textValue().equals(kind));
  }

  List<String> eventIds() {
    return told("event").map(message -> message.at("/event/event_id").textValue()).toList();
  }

  List<String> alertKeys() {
    return told("alert").map(message -> message.at("/alert/alert_key").textValue()).toList();
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
  }
}
