package dev.sluice.query.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.http.openapi.Operation;
import dev.sluice.http.openapi.Parameter;
import dev.sluice.query.http.TestServer;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request for an operation, to be varied.
///
/// @param variables of the path, as they are written in a URL
/// @param query `name=value`, as written in a URL
/// @param body JSON, or what is sent for it; null for none
public record Call(
    Operation operation, Map<String, String> variables, List<String> query, @Nullable String body) {

  /// The least that has to be given, by its examples.
  public static Call least(Operation operation) {
    return examples(operation, false);
  }

  /// Every parameter by its example, but for a cursor: those are nobody's to make.
  public static Call full(Operation operation) {
    return examples(operation, true);
  }

  private static Call examples(Operation operation, boolean optional) {
    String body =
        operation.body().isPresent()
            ? operation.node().at("/requestBody/content/application~1json/example").toString()
            : null;
    Call call = new Call(operation, Map.of(), List.of(), body);
    for (Parameter parameter : operation.parameters()) {
      boolean wanted = parameter.isRequired() || (optional && !parameter.isToken());
      if (wanted && !parameter.in().equals("header")) {
        call = call.with(parameter, parameter.example());
      }
    }
    return call;
  }

  /// With a parameter set, or set once more.
  public Call with(Parameter parameter, String value) {
    return withRaw(parameter, encoded(value));
  }

  /// @param value as it is written in a URL
  public Call withRaw(Parameter parameter, String value) {
    if (parameter.in().equals("path")) {
      Map<String, String> more = new LinkedHashMap<>(variables);
      more.put(parameter.name(), value);
      return new Call(operation, more, query, body);
    }
    return withQuery(parameter.name() + "=" + value);
  }

  public Call withQuery(String nameAndValue) {
    List<String> more = new ArrayList<>(query);
    more.add(nameAndValue);
    return new Call(operation, variables, more, body);
  }

  public Call without(Parameter parameter) {
    List<String> less = new ArrayList<>(query);
    less.removeIf(given -> given.startsWith(parameter.name() + "="));
    return new Call(operation, variables, less, body);
  }

  public Call withBody(String other) {
    return new Call(operation, variables, query, other);
  }

  /// What a parameter is set to, as it was before it was written into a URL.
  public List<String> values(Parameter parameter) {
    if (parameter.in().equals("path")) {
      return List.of(URLDecoder.decode(variables.getOrDefault(parameter.name(), ""), UTF_8));
    }
    String start = parameter.name() + "=";
    return query.stream()
        .filter(given -> given.startsWith(start))
        .map(given -> URLDecoder.decode(given.substring(start.length()), UTF_8))
        .toList();
  }

  public String target() {
    String path = operation.path();
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      path = path.replace("{" + variable.getKey() + "}", variable.getValue());
    }
    return query.isEmpty() ? path : path + "?" + String.join("&", query);
  }

  public HttpRequest.Builder request(TestServer server) {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(target()));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    return request.method(operation.method(), publisher());
  }

  private BodyPublisher publisher() {
    return body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
  }

  public HttpResponse<String> send(TestServer server) {
    return server.send(request(server).build());
  }

  public static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    String text = operation.method() + " " + target() + (body == null ? "" : " " + body);
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
