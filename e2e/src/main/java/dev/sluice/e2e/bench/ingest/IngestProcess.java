package dev.sluice.e2e.bench.ingest;

import dev.sluice.e2e.bench.server.HttpConnection;
import dev.sluice.e2e.bench.server.HttpLoad;
import dev.sluice.e2e.bench.server.ServerProcess;
import dev.sluice.ingest.Ingest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Ingest in a JVM of its own, asked and watched.
///
/// @param connections that post at a time
record IngestProcess(ServerProcess server, int connections) implements AutoCloseable {
  private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"";
  private static final String UNITS = "sluice_ingest_put_units_total";

  /// @param settings beside those of every bench
  static IngestProcess start(
      int connections, Map<String, String> settings, Map<String, String> environment)
      throws IOException, InterruptedException {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "logback.configurationFile", "ingest/logback.xml",
                "sluice.environment", "local",
                "sluice.security.mode", "off",
                "sluice.ingest.udp.enabled", "false"));
    all.putAll(settings);
    return new IngestProcess(ServerProcess.start(Ingest.class, all, environment), connections);
  }

  HttpLoad load(SamplePosts posts) {
    return new HttpLoad(
        server.address(),
        connections,
        (connection, number) -> connection.post(posts.request(number)));
  }

  Duration cpu() {
    return server.cpu();
  }

  /// What Kinesis has counted, in PUT payload units.
  double units() throws IOException {
    return sum(UNITS);
  }

  /// In use, garbage included.
  long heapBytes() throws IOException {
    return (long) sum(HEAP);
  }

  private double sum(String metric) throws IOException {
    try (HttpConnection connection = new HttpConnection(server.address())) {
      return new String(connection.get("/prometheus"), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(metric))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
