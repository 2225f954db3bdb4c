package dev.sluice.e2e.cloud.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.deadletter.Glimpse;
import dev.sluice.deadletter.Letter;
import dev.sluice.deadletter.LetterKeys;
import dev.sluice.e2e.deadletters.LetterStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Ingest, query API and dead letters in a few lines, which can leave out one of the things that
/// they are for.
final class PretendedEnvironment implements LetterStore, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// What does not work.
  enum Fault {
    NONE,
    NOT_READY,
    REFUSES_EVENTS,
    LOSES_EVENTS,
    KEEPS_NO_LETTERS,
    CALLS_IT_SOMETHING_ELSE,
    ARCHIVES_NOTHING
  }

  private final Fault fault;
  private final HttpServer server;
  private final Map<String, JsonNode> events = new LinkedHashMap<>();
  private final Map<String, Letter> letters = new ConcurrentHashMap<>();

  PretendedEnvironment(Fault fault) throws IOException {
    this.fault = fault;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  SmokeTarget target() {
    URI here = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new SmokeTarget(here, here, Map.of("X-Api-Key", "k"));
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    if (path.equals("/health/readiness")) {
      send(exchange, fault == Fault.NOT_READY ? 503 : 200, JSON.createObjectNode());
    } else if (!"k".equals(exchange.getRequestHeaders().getFirst("X-Api-Key"))) {
      send(exchange, 401, JSON.createObjectNode());
    } else if (path.equals("/v1/events")) {
      take(exchange);
    } else if (path.contains("/events?include=")) {
      boolean archive = path.contains("include=archive");
      ObjectNode page = JSON.createObjectNode();
      page.set("items", found(archive));
      send(exchange, 200, page);
    } else {
      ObjectNode state = JSON.createObjectNode();
      state.set("events", found(false));
      send(exchange, 200, state);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    if (fault == Fault.REFUSES_EVENTS) {
      send(exchange, 503, JSON.createObjectNode().put("detail", "the stream does not answer"));
      return;
    }
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    List<JsonNode> sent =
        body.isArray()
            ? List.copyOf(JSON.convertValue(body, ArrayNode.class).valueStream().toList())
            : List.of(body);
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode results = answer.putArray("events");
    for (JsonNode event : sent) {
      String id = event.path("id").asText();
      JsonNode known = events.putIfAbsent(id, event);
      if (known != null && !known.equals(event) && fault != Fault.KEEPS_NO_LETTERS) {
        letters.put("letter-" + id, letter(id));
      }
      results.addObject().put("event_id", id).put("status", "accepted");
    }
    send(exchange, 202, answer);
  }

  private ArrayNode found(boolean archived) {
    ArrayNode items = JSON.createArrayNode();
    if (fault != Fault.LOSES_EVENTS && !(archived && fault == Fault.ARCHIVES_NOTHING)) {
      events
          .keySet()
          .forEach(id -> items.addObject().put("event_id", id).put("archived", archived));
    }
    return items;
  }

  private Letter letter(String id) {
    String reason = fault == Fault.CALLS_IT_SOMETHING_ELSE ? "store_refused" : "id_collision";
    return new Letter(
        "1/shard/" + id,
        new Letter.Cause(reason, "detail"),
        new Letter.Place("device", "shard", "1", 0),
        new Letter.Times(Clock.systemUTC().instant(), Clock.systemUTC().instant()),
        new Glimpse("device", id, SmokeEvents.TYPE),
        new byte[0]);
  }

  private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public LetterKeys kind() {
    return LetterKeys.EVENTS;
  }

  @Override
  public List<LocalDate> days() {
    return List.of(LocalDate.now(ZoneOffset.UTC));
  }

  @Override
  public Iterator<String> keys(LocalDate day) {
    return day.equals(LocalDate.now(ZoneOffset.UTC))
        ? List.copyOf(letters.keySet()).iterator()
        : List.<String>of().iterator();
  }

  @Override
  public List<Letter> read(String key) {
    Letter letter = letters.get(key);
    return letter == null ? List.of() : List.of(letter);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
