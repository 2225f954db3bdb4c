package dev.sluice.e2e.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A headless Chromium of one test, driven by the [DevTools
/// protocol](https://chromedevtools.github.io/devtools-protocol/), with a profile that is gone at
/// the end.
final class Chromium implements AutoCloseable {
  private static final String LISTENS = "DevTools listening on ws://";
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Process process;
  private final Path profile;
  private final String address;
  private final HttpClient http = HttpClient.newHttpClient();

  private Chromium(Process process, Path profile, String address) {
    this.process = process;
    this.profile = profile;
    this.address = address;
  }

  /// The one that the variable `CHROMIUM` names, or the first on the `PATH`.
  static Optional<Path> installed() {
    Stream<Path> named = Stream.ofNullable(System.getenv("CHROMIUM")).map(Path::of);
    String[] path = Objects.requireNonNullElse(System.getenv("PATH"), "").split(":");
    Stream<Path> onPath =
        Stream.of(path).flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)));
    return Stream.concat(named, onPath).filter(Files::isExecutable).findFirst();
  }

  static Chromium start(Path executable) {
    try {
      Path profile = Files.createTempDirectory("sluice-chromium");
      Process process = new ProcessBuilder(command(executable, profile)).start();
      BufferedReader errors =
          new BufferedReader(
              new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
      List<String> said = new ArrayList<>();
      for (String line = errors.readLine(); line != null; line = errors.readLine()) {
        said.add(line);
        if (line.startsWith(LISTENS)) {
          Thread.ofVirtual().start(() -> errors.lines().forEach(ignored -> {}));
          String address = line.substring(LISTENS.length()).replaceFirst("/.*", "");
          return new Chromium(process, profile, address);
        }
      }
      throw new IllegalStateException(executable + " did not start: " + said);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + executable, e);
    }
  }

  private static List<String> command(Path executable, Path profile) {
    return List.of(
        executable.toString(),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--user-data-dir=" + profile,
        "--remote-debugging-port=0",
        "about:blank");
  }

  /// An empty one, as wide as a desktop.
  Page open() {
    URI made = URI.create("http://" + address + "/json/new?about:blank");
    HttpRequest request =
        HttpRequest.newBuilder(made).PUT(HttpRequest.BodyPublishers.noBody()).build();
    try {
      JsonNode target =
          new ObjectMapper().readTree(http.send(request, BodyHandlers.ofString()).body());
      return Page.attach(http, URI.create(target.get("webSocketDebuggerUrl").textValue()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> family =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    family.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        family.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.close();
    delete(profile);
  }

  /// As far as it goes: a helper process may still be writing.
  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      directory.toFile().deleteOnExit();
    }
  }
}
