package dev.sluice.e2e.cloud.smoke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Asks one target. A connection that fails is an answer too, with status 0.
final class SmokeHttp implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int SHOWN = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final SmokeTarget target;

  SmokeHttp(SmokeTarget target) {
    this.target = target;
  }

  /// What came back.
  ///
  /// @param asked in words, for whoever has to look into it
  record Answer(String asked, int status, String body) {
    /// Whether to ask again is in vain.
    boolean refuses() {
      return status == 400 || status == 401 || status == 403;
    }

    /// Nothing where the body is no JSON.
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        return MissingNode.getInstance();
      }
    }

    String told() {
      String shown = body.length() > SHOWN ? body.substring(0, SHOWN) + "…" : body;
      return status == 0
          ? asked + " failed: " + shown
          : asked + " answered " + status + (shown.isBlank() ? "" : ": " + shown);
    }
  }

  Answer get(URI base, String path) throws InterruptedException {
    return send("GET " + base + path, request(base, path).GET().build());
  }

  Answer post(URI base, String path, String body) throws InterruptedException {
    HttpRequest request =
        request(base, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return send("POST " + base + path, request);
  }

  private HttpRequest.Builder request(URI base, String path) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
    target.headers().forEach(builder::header);
    return builder;
  }

  private Answer send(String asked, HttpRequest request) throws InterruptedException {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(asked, response.statusCode(), response.body());
    } catch (IOException e) {
      return new Answer(asked, 0, e.toString());
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
