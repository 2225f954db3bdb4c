package dev.sluice.e2e.worker;

import dev.sluice.e2e.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// A worker's management server, as a probe or a scraper sees it.
record Management(int port) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();

  /// No answer means no.
  ///
  /// @param health `liveness` or `readiness`
  boolean up(String health) {
    try {
      return get("/health/" + health).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  Tally tally() {
    try {
      return Scrape.tally(get("/prometheus").body());
    } catch (IOException e) {
      throw new UncheckedIOException("no metrics at port " + port, e);
    }
  }

  double metric(String name) {
    try {
      return Scrape.value(get("/prometheus").body(), name);
    } catch (IOException e) {
      throw new UncheckedIOException("no metrics at port " + port, e);
    }
  }

  private HttpResponse<String> get(String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(2))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
