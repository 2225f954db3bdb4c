package dev.sluice.query.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.http.access.Keys;
import dev.sluice.http.openapi.Operation;
import dev.sluice.http.openapi.Parameter;
import dev.sluice.query.http.TestServer;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Random requests for the operations of a document.
final class FuzzCalls {
  private static final List<Map.Entry<String, String>> HEADERS =
      List.of(
          Map.entry("Accept", "application/json"),
          Map.entry("Accept", "text/html"),
          Map.entry("Accept", "*/*;q=0"),
          Map.entry("Accept", ",;q=x,/"),
          Map.entry("Accept-Encoding", "gzip"),
          Map.entry("Accept-Encoding", "br;q=1.0, *;q=0"),
          Map.entry("Accept-Language", "x".repeat(500)),
          Map.entry("If-None-Match", "*"),
          Map.entry("If-None-Match", "W/\"x\", \"unclosed"),
          Map.entry("If-Modified-Since", "yesterday"),
          Map.entry("Cache-Control", "no-cache, max-age=-1"),
          Map.entry("Range", "bytes=0-1"),
          Map.entry("Origin", "https://elsewhere.example"),
          Map.entry("Origin", "null"),
          Map.entry("Cookie", "a=b; =; ;"),
          Map.entry("Content-Type", "nonsense"),
          Map.entry("Content-Type", "application/json; charset=none"),
          Map.entry("Content-Encoding", "gzip"),
          Map.entry("X-Request-Id", "<script>"),
          Map.entry("X-Request-Id", "y".repeat(2_000)),
          Map.entry("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
          Map.entry("traceparent", "ff-zz"),
          Map.entry("X-Forwarded-For", "::1, unknown"),
          Map.entry("X-HTTP-Method-Override", "DELETE"));

  /// The first few open something.
  private static final List<Map.Entry<String, String>> CREDENTIALS =
      List.of(
          Map.entry("X-Api-Key", Keys.TELEMETRY),
          Map.entry("X-Api-Key", Keys.ALERTS),
          Map.entry("Authorization", "ApiKey " + Keys.ADMIN),
          Map.entry("X-Api-Key", Keys.OTHER_PREFIX),
          Map.entry("X-Api-Key", "k".repeat(4_000)),
          Map.entry("X-Api-Key", "\u00e9"),
          Map.entry("Authorization", "ApiKey"),
          Map.entry("Authorization", "Bearer eyJhbGciOiJub25lIn0.e30."),
          Map.entry("Authorization", "Basic Og=="),
          Map.entry("Authorization", ", ,"));

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final List<Operation> operations;
  private final Random random;
  private final FuzzValues values;
  private final List<String> cursors = new ArrayList<>(List.of("AQAA"));

  FuzzCalls(List<Operation> operations, Random random) {
    this.operations = operations;
    this.random = random;
    this.values = new FuzzValues(random);
  }

  Call next() {
    Operation operation = operations.get(random.nextInt(operations.size()));
    Call call = new Call(operation, Map.of(), List.of(), body(operation));
    for (Parameter parameter : operation.parameters()) {
      int times =
          switch (random.nextInt(20)) {
            case 0 -> 2;
            case 1, 2, 3, 4, 5, 6, 7, 8, 9 -> parameter.isRequired() ? 1 : 0;
            default -> 1;
          };
      call =
          switch (parameter.in()) {
            case "path" -> call.with(parameter, inPath(parameter));
            case "query" -> with(call, parameter, times);
            default -> call;
          };
    }
    return random.nextInt(25) == 0
        ? call.withQuery(Call.encoded(values.hostile()) + "=" + Call.encoded(values.hostile()))
        : call;
  }

  /// Keeps what the server gave, to be brought back with this or another question.
  void learn(JsonNode answer) {
    if (answer.path("next_cursor").isTextual() && cursors.size() < 500) {
      cursors.add(answer.get("next_cursor").textValue());
    }
  }

  HttpRequest request(Call call, TestServer server) {
    return dressed(call.request(server));
  }

  /// With one or two credentials, or none.
  HttpRequest guarded(Call call, TestServer server) {
    HttpRequest.Builder request = call.request(server);
    int many = random.nextInt(8);
    for (int i = many == 0 ? 2 : Math.min(many, 1); i > 0; i--) {
      Map.Entry<String, String> header = CREDENTIALS.get(random.nextInt(CREDENTIALS.size()));
      request.header(header.getKey(), header.getValue());
    }
    return dressed(request);
  }

  private HttpRequest dressed(HttpRequest.Builder request) {
    for (int i = random.nextInt(3); i > 0; i--) {
      Map.Entry<String, String> header = HEADERS.get(random.nextInt(HEADERS.size()));
      request.header(header.getKey(), header.getValue());
    }
    if (random.nextInt(30) == 0) {
      request.method(
          METHODS.get(random.nextInt(METHODS.size())), HttpRequest.BodyPublishers.noBody());
    }
    return request.build();
  }

  private Call with(Call call, Parameter parameter, int times) {
    Call more = call;
    for (int i = 0; i < times; i++) {
      more = more.with(parameter, value(parameter));
    }
    return more;
  }

  private String inPath(Parameter parameter) {
    String value = value(parameter);
    return value.isEmpty() || value.equals(".") || value.equals("..") ? "-" : value;
  }

  private String value(Parameter parameter) {
    if (parameter.isToken() && random.nextInt(4) > 0) {
      return cursors.get(random.nextInt(cursors.size()));
    }
    return switch (random.nextInt(12)) {
      case 0 -> values.hostile();
      case 1, 2 -> values.near(parameter);
      default -> values.fitting(parameter);
    };
  }

  private @Nullable String body(Operation operation) {
    if (operation.body().isEmpty()) {
      return null;
    }
    String good = operation.node().at("/requestBody/content/application~1json/example").toString();
    int at = random.nextInt(good.length());
    return switch (random.nextInt(6)) {
      case 0 -> good.substring(0, at);
      case 1 -> good.substring(0, at) + values.hostile() + good.substring(at);
      case 2 -> good.substring(0, at) + (char) random.nextInt(0xd7ff) + good.substring(at + 1);
      default -> good;
    };
  }
}
