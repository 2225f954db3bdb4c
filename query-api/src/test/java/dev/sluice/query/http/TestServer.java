package dev.sluice.query.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.http.openapi.AnswerCheck;
import dev.sluice.query.QueryApi;
import dev.sluice.query.live.InMemoryFeedStore;
import dev.sluice.query.openapi.Served;
import dev.sluice.query.read.InMemoryArchive;
import dev.sluice.query.read.InMemoryStore;
import dev.sluice.query.read.SettableClock;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

/// The service on a free port, over a store in memory unless told otherwise. Each answer is held
/// against the description of the API.
public final class TestServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AnswerCheck DESCRIBED = new AnswerCheck(Served.document());

  private final EmbeddedServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestServer(EmbeddedServer server) {
    this.server = server;
  }

  public static TestServer inMemory() {
    return start(Map.of("test.store", "memory"));
  }

  public static TestServer start(Map<String, Object> more) {
    Map<String, Object> settings =
        new HashMap<>(
            Map.of(
                "micronaut.server.host", "127.0.0.1",
                "micronaut.server.port", -1,
                "aws.region", "us-east-1",
                "sluice.environment", "local",
                "sluice.security.mode", "off"));
    settings.put("sluice.windows[0].event-type", "reading");
    settings.put("sluice.windows[0].fields", "/payload/x,/payload/y.z");
    settings.put("sluice.windows[1].event-type", "temperature");
    settings.put("sluice.windows[1].fields", "/payload/celsius");
    settings.putAll(more);
    return new TestServer(QueryApi.start(settings));
  }

  public InMemoryStore store() {
    return server.getApplicationContext().getBean(InMemoryStore.class);
  }

  public InMemoryFeedStore feed() {
    return server.getApplicationContext().getBean(InMemoryFeedStore.class);
  }

  public InMemoryArchive archive() {
    return server.getApplicationContext().getBean(InMemoryArchive.class);
  }

  public SettableClock clock() {
    return server.getApplicationContext().getBean(SettableClock.class);
  }

  public EmbeddedServer server() {
    return server;
  }

  public URI uri(String pathAndQuery) {
    return server.getURI().resolve(pathAndQuery);
  }

  public HttpResponse<String> get(String pathAndQuery) {
    return send(HttpRequest.newBuilder(uri(pathAndQuery)).build());
  }

  public HttpResponse<String> send(HttpRequest request) {
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      DESCRIBED.check(request.method(), request.uri().getRawPath(), answer);
      return answer;
    } catch (IOException e) {
      throw new IllegalStateException("no answer to " + request, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + response.body(), e);
    }
  }

  @Override
  public void close() {
    server.stop();
    client.close();
  }
}
