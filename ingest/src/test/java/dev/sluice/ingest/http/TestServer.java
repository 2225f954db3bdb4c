package dev.sluice.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.http.openapi.AnswerCheck;
import dev.sluice.ingest.Ingest;
import dev.sluice.ingest.openapi.Served;
import dev.sluice.ingest.publish.InMemoryPublisher;
import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.local.SystemProperties;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The service on a free port, onto a stream in memory, at [dev.sluice.http.access.Issuer#NOW].
/// Each answer is held against the description of the API.
public final class TestServer implements AutoCloseable {
  public static final String EVENTS = "/v1/events";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AnswerCheck DESCRIBED = new AnswerCheck(Served.document());

  /// The real publisher is made beside the one in memory, and finds no stream.
  private static final Map<String, String> NO_STREAM =
      Map.of(
          "aws.region", "us-east-1",
          "aws.accessKeyId", "none",
          "aws.secretAccessKey", "none",
          "aws.endpointUrlKinesis", "http://127.0.0.1:1");

  private final EmbeddedServer server;
  private final SystemProperties aws;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestServer(EmbeddedServer server, SystemProperties aws) {
    this.server = server;
    this.aws = aws;
  }

  public static TestServer start() {
    return start(Map.of());
  }

  public static TestServer start(Map<String, Object> more) {
    Map<String, Object> settings =
        new HashMap<>(
            Map.of(
                "micronaut.server.host", "127.0.0.1",
                "micronaut.server.port", -1,
                "test.posts", "memory",
                "sluice.ingest.sqs.enabled", false,
                "sluice.ingest.udp.enabled", false,
                "sluice.environment", "local",
                "sluice.security.mode", "off"));
    settings.putAll(more);
    SystemProperties aws = new SystemProperties(NO_STREAM);
    try {
      return new TestServer(Ingest.start(settings), aws);
    } catch (RuntimeException e) {
      aws.close();
      throw e;
    }
  }

  public EmbeddedServer server() {
    return server;
  }

  public InMemoryPublisher publisher() {
    return server.getApplicationContext().getBean(InMemoryPublisher.class);
  }

  /// What is on the stream: each record behind its key.
  public List<String> stream() {
    return publisher().stream().stream().map(TestServer::text).toList();
  }

  static String text(StreamEntry entry) {
    return entry.partitionKey() + " " + new String(entry.bytes(), StandardCharsets.UTF_8);
  }

  public URI uri(String path) {
    return server.getURI().resolve(path);
  }

  public HttpRequest.Builder post(String type, byte[] body) {
    return HttpRequest.newBuilder(uri(EVENTS))
        .header("Content-Type", type)
        .POST(BodyPublishers.ofByteArray(body));
  }

  public HttpResponse<String> send(String type, String body) {
    return send(post(type, body.getBytes(StandardCharsets.UTF_8)));
  }

  public HttpResponse<String> json(String body) {
    return send("application/json", body);
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  public HttpResponse<String> send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
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

  public static JsonNode read(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + response.body(), e);
    }
  }

  /// What was answered of each event: its index, and `accepted` or the reason.
  public static List<String> story(HttpResponse<String> response) {
    return read(response)
        .path("events")
        .valueStream()
        .map(event ->
            event.get("index").asInt()
                + " "
                + event.path("reason").asText(event.get("status").textValue()))
        .toList();
  }

  @Override
  public void close() {
    server.stop();
    client.close();
    aws.close();
  }
}
