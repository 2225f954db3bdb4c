package dev.sluice.query.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.http.openapi.Document;
import dev.sluice.http.openapi.Operation;
import dev.sluice.http.openapi.Parameter;
import dev.sluice.http.openapi.StrictSchemas;
import dev.sluice.query.http.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every parameter of every operation that is described, wrong in every way that its description
/// lets one think of: always a problem that names it and says what is accepted.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputTest {
  private static final Document DOCUMENT = Served.document();
  private static final BadValues VALUES = new BadValues(new StrictSchemas(DOCUMENT));
  private static final Pattern LENGTH = Pattern.compile("\\{\\d+,(\\d+)}");

  private TestServer server;

  /// @param told what the detail has to say of what is accepted
  record Bad(Call call, String parameter, List<String> told) {
    @Override
    public String toString() {
      return parameter + " in " + call;
    }
  }

  @BeforeAll
  void start() {
    server = TestServer.inMemory();
    SampleData.fill(server.store());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  static Stream<Bad> badParameters() {
    List<Bad> bad = new ArrayList<>();
    for (Operation operation : DOCUMENT.reads()) {
      Call least = Call.least(operation);
      for (Parameter parameter : operation.parameters()) {
        switch (parameter.in()) {
          case "query" -> inQuery(bad, least, parameter);
          case "path" -> inPath(bad, least, parameter);
          default -> {} // headers are HTTP's, which has its own rules for what is wrong with them
        }
      }
      for (String name : List.of("colour", "Limit", "%00", "limit%5B%5D", BadValues.LONG)) {
        bad.add(new Bad(least.withQuery(name + "=1"), shown(name), List.of("accepted")));
      }
    }
    return bad.stream();
  }

  private static void inQuery(List<Bad> bad, Call least, Parameter parameter) {
    Call call = least.without(parameter);
    String name = parameter.name();
    for (String value : VALUES.of(parameter)) {
      bad.add(new Bad(call.withRaw(parameter, value), name, told(parameter)));
    }
    bad.add(new Bad(call.withRaw(parameter, ""), name, List.of("empty")));
    bad.add(new Bad(call.withQuery(name), name, List.of("empty")));
    if (!parameter.type().equals("array")) {
      Call once = call.with(parameter, parameter.example());
      bad.add(new Bad(once.with(parameter, parameter.example()), name, List.of("2 times", "once")));
    }
    if (parameter.isRequired()) {
      bad.add(new Bad(call, name, List.of("missing")));
    }
  }

  private static void inPath(List<Bad> bad, Call least, Parameter parameter) {
    for (String value : VALUES.of(parameter)) {
      bad.add(new Bad(least.withRaw(parameter, value), parameter.name(), told(parameter)));
    }
  }

  /// The bounds, as a message has to give them.
  private static List<String> told(Parameter parameter) {
    JsonNode schema = parameter.schema();
    if (parameter.isToken()) {
      return List.of(parameter.name());
    }
    if (schema.has("enum")) {
      List<String> values = new ArrayList<>();
      schema.get("enum").forEach(value -> values.add(value.asText()));
      return values;
    }
    return switch (schema.path("format").asText(parameter.type())) {
      case "integer", "int32", "int64" ->
          List.of(schema.get("minimum").asText() + " to " + schema.get("maximum").asText());
      case "boolean" -> List.of("true or false");
      case "date-time" -> List.of("ISO-8601", "from 1970");
      case "date" -> List.of("2026-");
      case "uuid" -> List.of("UUID");
      default ->
          LENGTH
              .matcher(schema.path("pattern").asText())
              .results()
              .map(MatchResult::group)
              .map(length -> length.replaceAll(".*,|}", ""))
              .limit(1)
              .toList();
    };
  }

  private static String shown(String name) {
    return name.equals("%00") ? "\uFFFD" : name.replace("%5B%5D", "[]");
  }

  @ParameterizedTest
  @MethodSource("badParameters")
  void eachIsAProblemThatNamesTheParameterAndWhatIsAccepted(Bad bad) {
    HttpResponse<String> answer = bad.call().send(server);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    JsonNode problem = TestServer.json(answer);
    assertThat(bad.parameter()).startsWith(withoutEnd(problem.get("parameter").textValue()));
    assertThat(problem.get("title").textValue()).isEqualTo("Bad Request");
    String detail = problem.get("detail").textValue();
    assertThat(problem.get("instance").textValue()).startsWith("/v1/");
    assertThat(bad.told()).allSatisfy(told -> assertThat(detail).contains(told));
    assertThat(detail)
        .contains(withoutEnd(problem.get("parameter").textValue()))
        .hasSizeLessThan(600)
        .doesNotContainPattern("\\p{Cntrl}")
        .doesNotContain("Exception", "dev.sluice", "java.");
  }

  /// Of a long name only the beginning is repeated.
  private static String withoutEnd(String parameter) {
    return parameter.replaceAll("…$", "");
  }

  @Test
  void aCursorThatWasCutExtendedOrChangedIsNone() {
    for (Operation operation : paged()) {
      String cursor = cursor(operation);
      List<String> forged = new ArrayList<>();
      for (int i = 1; i < cursor.length(); i++) {
        char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
        forged.add(cursor.substring(0, i) + other + cursor.substring(i + 1));
        forged.add(cursor.substring(0, i));
        forged.add(cursor.substring(i));
      }
      forged.addAll(List.of(cursor + "A", cursor + cursor, cursor.toLowerCase(Locale.ROOT)));
      for (String one : forged) {
        assertNoCursor(first(operation), one);
      }
    }
  }

  @Test
  void aCursorOfOneListFitsNoOther() {
    for (Operation from : paged()) {
      for (Operation to : paged()) {
        if (!from.equals(to)) {
          assertNoCursor(first(to), cursor(from));
        }
      }
    }
  }

  @Test
  void aCursorFitsNoOtherQuestion() {
    for (Operation operation : paged()) {
      Call question = first(operation);
      String cursor = cursor(operation);
      for (Parameter parameter : operation.parameters()) {
        boolean paging = parameter.isToken() || parameter.name().equals("limit");
        if (parameter.in().equals("path")) {
          assertNoCursor(question.with(parameter, "another"), cursor);
        } else if (parameter.in().equals("query") && !paging && !parameter.isRequired()) {
          assertNoCursor(question.with(parameter, parameter.example()), cursor);
        }
      }
    }
  }

  private static List<Operation> paged() {
    List<Operation> paged =
        DOCUMENT.reads().stream()
            .filter(operation -> operation.parameter("cursor").isPresent())
            .toList();
    assertThat(paged).hasSizeGreaterThanOrEqualTo(2);
    return paged;
  }

  private static Call first(Operation operation) {
    return Call.least(operation).withQuery("limit=1");
  }

  private String cursor(Operation operation) {
    JsonNode page = TestServer.json(first(operation).send(server));
    assertThat(page.path("next_cursor").isTextual())
        .as("%s has a second page: %s", operation, page)
        .isTrue();
    return page.get("next_cursor").textValue();
  }

  private void assertNoCursor(Call call, String cursor) {
    HttpResponse<String> answer = call.withQuery("cursor=" + cursor).send(server);
    assertThat(answer.statusCode()).as("%s %s", call, cursor).isEqualTo(400);
    assertThat(TestServer.json(answer).get("parameter").textValue()).isEqualTo("cursor");
  }
}
