package dev.sluice.e2e.console;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A page as one who sits before it: what is there to see, keys, and what went wrong behind it.
final class Page implements AutoCloseable {
  private static final Duration SEEN_WITHIN = Duration.ofMinutes(3);
  private static final Map<String, Integer> KEYS = Map.of("Tab", 9, "Enter", 13);

  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<URI> requests = new CopyOnWriteArrayList<>();
  private final DevTools tools;

  private Page(HttpClient http, URI address) {
    this.tools = new DevTools(http, address, this::note);
  }

  static Page attach(HttpClient http, URI address) {
    Page page = new Page(http, address);
    List.of("Page", "Runtime", "Log", "Network")
        .forEach(domain -> page.tools.send(domain + ".enable", Map.of()));
    page.size(1440, 1000);
    return page;
  }

  private void note(String method, JsonNode event) {
    switch (method) {
      case "Runtime.exceptionThrown" -> complaints.add(event.toString());
      case "Runtime.consoleAPICalled" -> complain(event.path("type").asText(), event);
      case "Log.entryAdded" -> complain(event.at("/entry/level").asText(), event.path("entry"));
      case "Network.requestWillBeSent" ->
          requests.add(URI.create(event.at("/request/url").asText().replaceFirst("[?#].*", "")));
      default -> {}
    }
  }

  private void complain(String level, JsonNode what) {
    if (level.equals("error") || level.equals("warning") || level.equals("assert")) {
      complaints.add(what.toString());
    }
  }

  void size(int width, int height) {
    tools.send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /// @param scheme `light` or `dark`
  void prefer(String scheme) {
    tools.send(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  void load(URI address) {
    tools.send("Page.navigate", Map.of("url", address.toString()));
  }

  /// What an expression, awaited, amounts to.
  JsonNode evaluate(String expression) {
    JsonNode answer =
        tools.send(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.at("/result/value");
  }

  /// The text of what a selector finds first; empty where there is nothing.
  String text(String selector) {
    return evaluate("document.querySelector(%s)?.innerText ?? ''".formatted(quoted(selector)))
        .textValue();
  }

  /// How many there are that are not hidden.
  int count(String selector) {
    return evaluate(
            "[...document.querySelectorAll(%s)].filter((found) => found.checkVisibility()).length"
                .formatted(quoted(selector)))
        .intValue();
  }

  /// @param condition an expression
  void awaitTrue(String condition) {
    await()
        .atMost(SEEN_WITHIN)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptionsInstanceOf(IllegalStateException.class)
        .untilAsserted(() -> {
          if (!evaluate("Boolean(" + condition + ")").booleanValue()) {
            throw new AssertionError(condition + " did not come true; there were " + complaints);
          }
        });
  }

  void awaitText(String selector, String part) {
    awaitTrue(
        "document.querySelector(%s)?.innerText.includes(%s)"
            .formatted(quoted(selector), quoted(part)));
  }

  void focus(String selector) {
    evaluate("document.querySelector(%s).focus()".formatted(quoted(selector)));
  }

  /// Into whatever has the focus.
  void type(String text) {
    tools.send("Input.insertText", Map.of("text", text));
  }

  /// @param key `Tab` or `Enter`
  void press(String key) {
    int code = KEYS.getOrDefault(key, 0);
    String text = key.equals("Enter") ? "\r" : "";
    Map<String, ?> down =
        Map.of(
            "type",
            "keyDown",
            "key",
            key,
            "code",
            key,
            "windowsVirtualKeyCode",
            code,
            "text",
            text);
    tools.send("Input.dispatchKeyEvent", down);
    tools.send(
        "Input.dispatchKeyEvent",
        Map.of("type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", code));
  }

  /// The whole page, however long.
  void screenshot(Path file) {
    JsonNode size = tools.send("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
    Map<String, ?> all =
        Map.of(
            "x", 0, "y", 0, "width", size.get("width"), "height", size.get("height"), "scale", 1);
    JsonNode picture =
        tools.send("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", all));
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, Base64.getDecoder().decode(picture.get("data").textValue()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Errors and warnings of the console, refused by the content security policy included.
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /// What was asked for, without queries.
  List<URI> requests() {
    return List.copyOf(requests);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  @Override
  public void close() {
    tools.close();
  }
}
