package dev.sluice.e2e.cloud.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The workflow of CI: its stages in their order, and nothing that would only fail when it runs.
class WorkflowTest {
  private static final Path WORKFLOW = Path.of("../.github/workflows/ci.yaml");
  private static final List<String> STAGES =
      List.of(
          "static",
          "unit",
          "component",
          "system",
          "performance",
          "security",
          "plan",
          "deploy-dev",
          "smoke",
          "promote");
  private static final Pattern COMMAND = Pattern.compile("\\./sluice ([a-z-]+)");
  private static final Pattern SUBCOMMAND =
      Pattern.compile("(?m)^      ([A-Z][A-Za-z]+)Command\\.class");
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{\\s*([a-z-]+)[.(]");

  private JsonNode workflow = new ObjectMapper().createObjectNode();

  @BeforeEach
  void read() throws IOException {
    Object yaml =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(WORKFLOW));
    workflow = new ObjectMapper().valueToTree(yaml);
  }

  private List<JsonNode> steps() {
    List<JsonNode> steps = new ArrayList<>();
    workflow.path("jobs").forEach(job -> job.path("steps").forEach(steps::add));
    return steps;
  }

  @Test
  void theStagesFollowEachOther() {
    List<String> jobs = new ArrayList<>();
    workflow.path("jobs").fieldNames().forEachRemaining(jobs::add);
    assertThat(jobs).containsExactlyElementsOf(STAGES);
    for (int i = 1; i < STAGES.size(); i++) {
      assertThat(workflow.path("jobs").path(STAGES.get(i)).path("needs").asText())
          .as(STAGES.get(i))
          .isEqualTo(STAGES.get(i - 1));
    }
  }

  @Test
  void onlyMainReachesAws() {
    for (Map.Entry<String, JsonNode> job : workflow.path("jobs").properties()) {
      boolean aws = job.getValue().toString().contains("configure-aws-credentials");
      assertThat(job.getValue().at("/permissions/id-token").asText())
          .as(job.getKey())
          .isEqualTo(aws ? "write" : "");
      assertThat(job.getValue().path("if").asText())
          .as(job.getKey())
          .isEqualTo(aws ? "github.ref == 'refs/heads/main'" : "");
      assertThat(job.getValue().has("environment")).as(job.getKey()).isEqualTo(aws);
    }
    assertThat(workflow.path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
  }

  @Test
  void aFailureInAPipeIsAFailure() {
    assertThat(workflow.at("/defaults/run/shell").asText()).isEqualTo("bash");
  }

  @Test
  void everyJobEndsAndEveryActionIsOfAVersion() {
    workflow
        .path("jobs")
        .forEach(job -> assertThat(job.path("timeout-minutes").asInt()).isBetween(1, 60));
    assertThat(steps())
        .allSatisfy(step -> {
          assertThat(step.has("uses") != step.has("run")).as("%s", step).isTrue();
          if (step.has("uses")) {
            assertThat(step.path("uses").asText()).matches("[\\w-]+/[\\w-]+@v?\\d+(\\.\\d+)*");
          }
        });
  }

  @Test
  void whatIsRunExists() throws IOException {
    String source = Files.readString(Path.of("src/main/java/dev/sluice/e2e/Sluice.java"));
    List<String> commands =
        Stream.concat(
                SUBCOMMAND
                    .matcher(source)
                    .results()
                    .map((MatchResult found) -> found.group(1).toLowerCase(Locale.ROOT)),
                Stream.of("test"))
            .toList();
    List<String> used =
        steps().stream()
            .flatMap(step -> COMMAND.matcher(step.path("run").asText()).results())
            .map((MatchResult found) -> found.group(1))
            .toList();
    assertThat(used).contains("test", "deploy", "smoke", "bench", "chaos");
    assertThat(commands).containsAll(used);
  }

  /// What a title or a branch is called must not become a command.
  @Test
  void nothingFromOutsideIsRun() {
    assertThat(steps())
        .allSatisfy(step -> assertThat(step.path("run").asText()).doesNotContain("${{"));
    assertThat(
            EXPRESSION
                .matcher(workflow.toString())
                .results()
                .map(found -> found.group(1))
                .distinct())
        .isSubsetOf("env", "vars", "secrets", "github", "steps");
  }

  @Test
  void aDeploymentThatFailsIsRolledBack() {
    for (String job : List.of("deploy-dev", "promote")) {
      assertThat(workflow.path("jobs").path(job).path("steps"))
          .anySatisfy(step -> {
            assertThat(step.path("if").asText()).startsWith("failure()");
            assertThat(step.path("run").asText())
                .contains("./sluice deploy", "--release \"$BEFORE\"");
          });
    }
  }
}
