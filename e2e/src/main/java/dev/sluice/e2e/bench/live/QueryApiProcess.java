package dev.sluice.e2e.bench.live;

import dev.sluice.query.QueryApi;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A query API in a JVM of its own, with little heap.
final class QueryApiProcess implements AutoCloseable {
  static final int HEAP_MIB = 512;
  private static final String USED = "jvm_memory_used_bytes{area=\"heap\"";

  private final Process process;
  private final URI uri;
  private final HttpClient http = HttpClient.newHttpClient();

  private QueryApiProcess(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /// @param environment points it at the store
  static QueryApiProcess start(Map<String, String> environment)
      throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MIB + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-Dmicronaut.server.host=127.0.0.1",
                "-Dmicronaut.server.port=" + port,
                "-Dsluice.environment=local",
                "-Dsluice.security.mode=off",
                "-cp",
                System.getProperty("java.class.path"),
                QueryApi.class.getName()));
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    process.getErrorStream().close();
    QueryApiProcess started = new QueryApiProcess(process, URI.create("http://127.0.0.1:" + port));
    started.awaitReady();
    return started;
  }

  private void awaitReady() throws InterruptedException {
    for (int attempt = 0; attempt < 600; attempt++) {
      if (!process.isAlive()) {
        throw new IllegalStateException("the query API ended with " + process.exitValue());
      }
      try {
        if (get("/health/readiness").statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // not yet
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new IllegalStateException("the query API is not ready after two minutes");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri.resolve(path)).timeout(Duration.ofSeconds(5)).build(),
        BodyHandlers.ofString());
  }

  URI uri() {
    return uri;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// As it says itself, garbage included.
  long heapBytes() throws IOException, InterruptedException {
    return get("/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith(USED))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Override
  public void close() {
    http.shutdownNow();
    process.destroy();
  }
}
