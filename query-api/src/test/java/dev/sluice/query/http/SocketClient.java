package dev.sluice.query.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A WebSocket that writes down what it receives, as fast as it is told to.
final class SocketClient implements WebSocket.Listener {
  static final String SUBPROTOCOL = "sluice.live.v1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private final boolean slow;
  private volatile @Nullable Integer closed;
  private @Nullable WebSocket socket;

  private SocketClient(boolean slow) {
    this.slow = slow;
  }

  /// @param slow whether it takes nothing before [#takeAll]
  static SocketClient open(HttpClient http, URI server, String query, boolean slow) {
    SocketClient client = new SocketClient(slow);
    client.connect(http.newWebSocketBuilder().subprotocols(SUBPROTOCOL), server, query);
    return client;
  }

  /// With a token or a key in a header.
  ///
  /// @throws java.util.concurrent.CompletionException when it is not let in
  static SocketClient open(HttpClient http, URI server, String header, String value) {
    SocketClient client = new SocketClient(false);
    client.connect(
        http.newWebSocketBuilder().subprotocols(SUBPROTOCOL).header(header, value), server, "");
    return client;
  }

  /// With a token where browsers can put one.
  static SocketClient openAsBrowser(HttpClient http, URI server, String token) {
    SocketClient client = new SocketClient(false);
    client.connect(
        http.newWebSocketBuilder().subprotocols(SUBPROTOCOL, "bearer." + token), server, "");
    return client;
  }

  private void connect(WebSocket.Builder builder, URI server, String query) {
    URI uri = URI.create("ws://" + server.getAuthority() + "/v1/live" + query);
    socket = builder.buildAsync(uri, this).join();
  }

  WebSocket socket() {
    return Objects.requireNonNull(socket);
  }

  SocketClient says(String json) {
    socket().sendText(json.replace('\'', '"'), true).join();
    return this;
  }

  void takeAll() {
    socket().request(Long.MAX_VALUE);
  }

  @Override
  public void onOpen(WebSocket opened) {
    if (!slow) {
      opened.request(Long.MAX_VALUE);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      try {
        messages.add(JSON.readTree(part.toString()));
      } catch (JsonProcessingException e) {
        throw new AssertionError("no JSON: " + part, e);
      }
      part.setLength(0);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed = code;
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed = -1;
  }

  @Nullable Integer closed() {
    return closed;
  }

  List<JsonNode> of(String kind) {
    return messages.stream().filter(m -> m.get("kind").textValue().equals(kind)).toList();
  }

  /// Waits for so many messages of a kind.
  List<JsonNode> await(String kind, int count) {
    Awaitility.await().until(() -> of(kind).size() >= count);
    return of(kind);
  }

  List<String> eventIds() {
    return of("event").stream().map(m -> m.at("/event/event_id").textValue()).toList();
  }
}
