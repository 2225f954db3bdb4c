package dev.sluice.e2e.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Commands to a page of a browser, and what it reports.
final class DevTools implements AutoCloseable {
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger();
  private final WebSocket socket;

  /// @param onEvent gets the method and the parameters of each
  DevTools(HttpClient http, URI address, BiConsumer<String, JsonNode> onEvent) {
    socket = http.newWebSocketBuilder().buildAsync(address, new Frames(open, onEvent)).join();
  }

  /// @throws IllegalStateException when the browser refuses, with its words
  JsonNode send(String method, Map<String, ?> parameters) {
    int id = last.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    open.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    synchronized (socket) {
      socket.sendText(message.toString(), true).join();
    }
    JsonNode result = answer.orTimeout(ANSWERED_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
    if (result.has("error")) {
      throw new IllegalStateException(method + ": " + result.get("error"));
    }
    return result.path("result");
  }

  @Override
  public void close() {
    socket.abort();
  }

  private record Frames(
      Map<Integer, CompletableFuture<JsonNode>> open,
      BiConsumer<String, JsonNode> onEvent,
      StringBuilder text)
      implements WebSocket.Listener {
    Frames(Map<Integer, CompletableFuture<JsonNode>> open, BiConsumer<String, JsonNode> onEvent) {
      this(open, onEvent, new StringBuilder());
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean end) {
      text.append(part);
      if (end) {
        take(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private void take(String message) {
      JsonNode json;
      try {
        json = JSON.readTree(message);
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("the browser sent " + message, e);
      }
      if (json.has("id")) {
        CompletableFuture<JsonNode> answer = open.remove(json.get("id").intValue());
        if (answer != null) {
          answer.complete(json);
        }
      } else {
        onEvent.accept(json.path("method").asText(), json.path("params"));
      }
    }
  }
}
