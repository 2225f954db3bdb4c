package dev.sluice.query.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.http.openapi.ApiPage;
import dev.sluice.http.openapi.Curl;
import dev.sluice.http.openapi.Document;
import dev.sluice.http.openapi.Operation;
import dev.sluice.http.openapi.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `docs/api.md` is true: each of its commands, run as it stands there, is answered as it says.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ApiPageIT {
  private static final Path PAGE = Path.of("..", "docs", "api.md");
  private static final String DOCUMENTED = "http://127.0.0.1:8080";

  private SampleServer sample;

  @BeforeAll
  void start() {
    assumeTrue(Curl.isThere(), "curl is not installed: the commands of docs/api.md are not tried");
    sample = new SampleServer();
  }

  @AfterAll
  void stop() {
    if (sample != null) {
      sample.close();
    }
  }

  static Stream<ApiPage.Example> examples() {
    return ApiPage.examples(PAGE).stream();
  }

  @Test
  void eachOperationHasASection() {
    List<String> sections =
        examples()
            .map(ApiPage.Example::section)
            .distinct()
            .filter(name -> !name.isEmpty())
            .toList();

    assertThat(sections)
        .containsExactlyInAnyOrderElementsOf(
            Served.document().operations().stream().map(Operation::toString).toList());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void eachCommandIsAnsweredAsShown(ApiPage.Example example, @TempDir Path directory)
      throws Exception {
    assertThat(example.command()).startsWith("curl ").contains(DOCUMENTED);

    Curl.Answer answer =
        Curl.run(example.command(), DOCUMENTED, sample.server().server().getURI(), directory);

    switch (example.form()) {
      case "json" -> {
        assertThat(answer.status()).as(answer.body()).isEqualTo(example.status());
        assertThat(Shape.differences(json(example.answer()), json(answer.body())))
            .as(answer.body())
            .isEmpty();
      }
      case "text" -> {
        assertThat(answer.status()).as(answer.body()).isEqualTo(example.status());
        assertThat(answer.body().replaceAll("[0-9.]+", "0"))
            .contains(lines(example).map(line -> line.replaceAll("[0-9.]+", "0")).toList());
      }
      default -> {
        assertThat(example.answer()).contains(" " + answer.status() + " ");
        assertThat(answer.headers())
            .containsKeys(
                lines(example)
                    .skip(1)
                    .map(line -> line.replaceAll(":.*", "").toLowerCase(Locale.ROOT))
                    .toArray(String[]::new));
      }
    }
  }

  /// Those that do not stand for others.
  private static Stream<String> lines(ApiPage.Example example) {
    return example.answer().lines().filter(line -> !line.isBlank() && !line.equals("…"));
  }

  private static com.fasterxml.jackson.databind.JsonNode json(String text)
      throws JsonProcessingException {
    return Document.JSON.readTree(text);
  }
}
