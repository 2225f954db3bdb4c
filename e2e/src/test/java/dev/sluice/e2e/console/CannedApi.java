package dev.sluice.e2e.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/// The page as the query API serves it, over an API of canned answers that a test can make refuse,
/// fall silent or cut connections. Live messages are what the test says, and nothing else.
final class CannedApi implements AutoCloseable {
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String END = "";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html", "css", "text/css", "js", "text/javascript", "svg", "image/svg+xml");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<BlockingQueue<String>> live = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> resumed = new CopyOnWriteArrayList<>();
  private volatile String accepted = "";
  private volatile String access =
      CannedAnswers.access("off", "telemetry:read", "alerts:read", "admin");
  private volatile Optional<String> refusal = Optional.empty();

  CannedApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /// From now on every question needs this header.
  ///
  /// @param header `Authorization: Bearer secret`
  void require(String header) {
    accepted = header;
    access = CannedAnswers.access("jwt", "telemetry:read", "alerts:read", "admin");
  }

  void grant(String answer) {
    access = answer;
  }

  /// What quality is refused with, until told otherwise.
  void refuse(Optional<String> detail) {
    refusal = detail;
  }

  /// To everybody who follows.
  void send(String kind, String resume, String message) {
    String id = resume.isEmpty() ? "" : "id: " + resume + "\n";
    live.forEach(queue -> queue.add("event: " + kind + "\n" + id + "data: " + message + "\n\n"));
  }

  /// Ends the connections of all who follow.
  void cut() {
    live.forEach(queue -> queue.add(END));
    live.clear();
  }

  int followers() {
    return live.size();
  }

  /// The places from which followers went on.
  List<String> resumed() {
    return List.copyOf(resumed);
  }

  /// Paths and queries so far.
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      asked.add(exchange.getRequestURI().toString());
      if (!path.startsWith("/v1/")) {
        page(exchange, path);
      } else if (!isAccepted(exchange)) {
        problem(exchange, 401, "a token or an API key is needed");
      } else if (path.equals("/v1/live/events")) {
        follow(exchange);
      } else {
        read(exchange, path, query(exchange));
      }
    }
  }

  private boolean isAccepted(HttpExchange exchange) {
    if (accepted.isEmpty()) {
      return true;
    }
    String[] nameAndValue = accepted.split(": ", 2);
    return nameAndValue[1].equals(exchange.getRequestHeaders().getFirst(nameAndValue[0]));
  }

  private static void page(HttpExchange exchange, String path) throws IOException {
    String resource =
        path.equals("/") ? "home/index.html" : path.replaceFirst("^/console/", "assets/");
    exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
    try (InputStream in = CannedApi.class.getResourceAsStream("/query-api/console/" + resource)) {
      if (in == null) {
        problem(exchange, 404, "there is nothing at this path");
        return;
      }
      String ending = resource.substring(resource.lastIndexOf('.') + 1);
      send(exchange, 200, TYPES.getOrDefault(ending, "text/plain"), in.readAllBytes());
    }
  }

  private void read(HttpExchange exchange, String path, Map<String, String> query)
      throws IOException {
    Optional<String> answer =
        switch (path) {
          case "/v1/access" -> Optional.of(access);
          case "/v1/devices" -> Optional.of(CannedAnswers.devices(query));
          case "/v1/alerts" -> Optional.of("{\"items\":[],\"next_cursor\":null}");
          case "/v1/quality" ->
              refusal.isPresent() ? Optional.empty() : Optional.of(CannedAnswers.quality());
          case String series when series.endsWith("/series") ->
              Optional.of(CannedAnswers.series(query));
          case String device -> CannedAnswers.device(device.substring("/v1/devices/".length()));
        };
    if (answer.isPresent()) {
      send(exchange, 200, "application/json", answer.get().getBytes(UTF_8));
    } else if (refusal.isPresent()) {
      exchange.getResponseHeaders().set("Retry-After", "1");
      problem(exchange, 503, refusal.get());
    } else {
      problem(exchange, 404, "there is no such device");
    }
  }

  private void follow(HttpExchange exchange) throws IOException {
    String resume = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    if (resume != null) {
      resumed.add(resume);
    }
    BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    out.write(": hello\n\n".getBytes(UTF_8));
    out.flush();
    live.add(queue);
    try {
      for (String message = queue.take(); !message.equals(END); message = queue.take()) {
        out.write(message.getBytes(UTF_8));
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      live.remove(queue);
    }
  }

  private static Map<String, String> query(HttpExchange exchange) {
    String text = exchange.getRequestURI().getRawQuery();
    return text == null
        ? Map.of()
        : Arrays.stream(text.split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
  }

  private static void problem(HttpExchange exchange, int status, String detail) throws IOException {
    byte[] body = CannedAnswers.problem(status, detail).getBytes(UTF_8);
    send(exchange, status, "application/problem+json", body);
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    cut();
    server.stop(0);
    threads.shutdownNow();
  }
}
