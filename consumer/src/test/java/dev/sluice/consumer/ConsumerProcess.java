package dev.sluice.consumer;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The service in a process of its own, which ends at once when its heap is full, and what its
/// collector says of the heap.
final class ConsumerProcess implements AutoCloseable {
  /// `… Pause Young (Normal) … 310M->120M(512M) 3.1ms`, of any collector.
  private static final Pattern COLLECTED = Pattern.compile("Pause.* (\\d+)M->(\\d+)M\\((\\d+)M\\)");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path output;
  private final Path collections;
  private final URI server;
  private final Process process;

  /// @param heap as `-Xmx` takes it
  /// @param properties of the system: endpoints, credentials, configuration
  ConsumerProcess(Path directory, String heap, Map<String, String> properties) throws IOException {
    output = directory.resolve("output");
    collections = directory.resolve("collections");
    int port = freePort();
    server = URI.create("http://127.0.0.1:" + port);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:gc:file=" + collections,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dmicronaut.server.port=" + port));
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Consumer.class.getName()));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /// @throws IllegalStateException with the last that it wrote, when it has ended
  void requireAlive() throws IOException {
    if (!process.isAlive()) {
      List<String> written = Files.readAllLines(output);
      throw new IllegalStateException(
          "the consumer ended with %d: %s"
              .formatted(
                  process.exitValue(),
                  written.subList(Math.max(0, written.size() - 5), written.size())));
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(server.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  /// The sum of a metric over all tags that contain a text.
  double metric(String name, String tag) throws IOException, InterruptedException {
    return get("/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith(name) && line.contains(tag))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  int status(String path) throws IOException, InterruptedException {
    return get(path).statusCode();
  }

  /// What its collections left on the heap; garbage that none has looked at yet counts as well.
  String collections() throws IOException {
    List<String> pauses =
        Files.readAllLines(collections).stream().filter(line -> line.contains("Pause")).toList();
    long most =
        pauses.stream()
            .map(COLLECTED::matcher)
            .filter(Matcher::find)
            .mapToLong(match -> Long.parseLong(match.group(2)))
            .max()
            .orElse(0);
    long full = pauses.stream().filter(line -> line.contains("Pause Full")).count();
    return "%d MiB left at most by %d collections, of which %d were full"
        .formatted(most, pauses.size(), full);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    http.close();
  }
}
