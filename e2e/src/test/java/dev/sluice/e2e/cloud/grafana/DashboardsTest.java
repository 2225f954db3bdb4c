package dev.sluice.e2e.cloud.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.cloud.metrics.PublishedMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// What Grafana would load shows what is there.
class DashboardsTest {
  private static final Path GRAFANA = Checks.ROOT.resolve("grafana");

  private final List<Finding> findings = new ArrayList<>();

  @Test
  void nothingIsWrongWithADashboard() throws IOException {
    Checks checks = new Checks();
    dashboards().forEach(dashboard -> findings.addAll(checks.findings(dashboard)));
    assertThat(findings).isEmpty();
  }

  @Test
  void eachQuestionHasItsDashboard() throws IOException {
    List<Dashboard> all = dashboards();
    assertThat(all.stream().map(it -> it.json().path("title").asText()))
        .containsExactlyInAnyOrder(
            "Sluice: Pipeline",
            "Sluice: Shards and leases",
            "Sluice: Quality",
            "Sluice: Archive",
            "Sluice: Query API and live",
            "Sluice: Ingest",
            "Sluice: Cost");
    assertThat(all.stream().map(it -> it.json().path("uid").asText())).doesNotHaveDuplicates();
  }

  @Test
  void whatAnAlarmGoesByIsToBeSeen() throws IOException {
    String terraform = Files.readString(Checks.ROOT.resolve(Alarmed.FILE));
    Set<String> alarmed = Alarmed.metrics(terraform, PublishedMetrics.read(Checks.ROOT));
    assertThat(alarmed)
        .contains("sluice.lag.value", "sluice.events.count", "ReadThrottleEvents", "IncomingBytes");
    assertThat(Alarmed.findings(alarmed, dashboards())).isEmpty();
  }

  @Test
  void filesTellGrafanaOfTheDataSourceAndTheDashboards() throws IOException {
    assertThat(listed("datasources/cloudwatch.yaml", "datasources"))
        .singleElement()
        .satisfies(source ->
            assertThat(source)
                .containsEntry("type", "cloudwatch")
                .containsEntry("access", "proxy"));
    assertThat(listed("dashboards/sluice.yaml", "providers"))
        .singleElement()
        .satisfies(provider ->
            assertThat(provider)
                .containsEntry("type", "file")
                .containsEntry("options", Map.of("path", "/etc/grafana/dashboards")));
  }

  @Test
  void theReadmeTellsOfEachDashboard() throws IOException {
    String readme = Files.readString(GRAFANA.resolve("README.md"));
    Set<String> files =
        dashboards().stream()
            .map(it -> it.file().substring("grafana/".length()))
            .collect(Collectors.toSet());
    assertThat(files).allSatisfy(file -> assertThat(readme).contains("](" + file + ")"));
  }

  @Test
  void theClusterIsGivenEachDashboard() throws IOException {
    String kustomization = Files.readString(GRAFANA.resolve("kustomization.yaml"));
    assertThat(
            kustomization
                .lines()
                .filter(line -> line.contains("- dashboards/"))
                .map(line -> "grafana/" + line.substring(line.indexOf("- ") + 2)))
        .containsExactlyInAnyOrderElementsOf(dashboards().stream().map(Dashboard::file).toList());
  }

  private List<Dashboard> dashboards() throws IOException {
    return Dashboard.all(GRAFANA.resolve("dashboards"), findings);
  }

  private static List<Map<String, Object>> listed(String file, String name) throws IOException {
    Map<String, List<Map<String, Object>>> root =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(GRAFANA.resolve("provisioning").resolve(file)));
    return root.getOrDefault(name, List.of());
  }
}
