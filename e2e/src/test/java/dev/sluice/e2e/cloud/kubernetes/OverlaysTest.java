package dev.sluice.e2e.cloud.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What would be applied is what the API, the services and Terraform know.
class OverlaysTest {
  static final Path K8S = Path.of("../k8s");

  private static final Path TERRAFORM = Path.of("../terraform/outputs.tf");
  private static final Path REGISTRY = Path.of("../terraform/modules/registry/main.tf");
  private static final Path IDENTITY = Path.of("../terraform/modules/identity/services.tf");
  private static final Pattern REPOSITORY = Pattern.compile("\"([a-z-]+)\"(?=[^\\n]*]\\))");
  private static final Pattern ACCOUNT = Pattern.compile("(?m)^    ([a-z-]+) += (?:merge\\(|\\{)");
  private static final Pattern VARIABLE =
      Pattern.compile("(?m)^\\s*(AWS_REGION|SLUICE_[A-Z_]+)\\s*=");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void nothingIsWrongWithAnOverlay(String name) throws IOException, InterruptedException {
    Kubectl.assumed();
    Overlay overlay = Overlay.render(Overlay.copy(K8S, folder), name);
    assertThat(overlay.manifests()).hasSizeGreaterThan(30);
    assertThat(Checks.run(overlay)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cluster", "../grafana"})
  void nothingIsWrongWithWhatAClusterNeedsOnce(String once)
      throws IOException, InterruptedException {
    Kubectl.assumed();
    Overlay cluster = Overlay.of(K8S, K8S.resolve(once));
    assertThat(cluster.manifests()).isNotEmpty();
    assertThat(new SchemaCheck().findings(cluster)).isEmpty();
  }

  @Test
  void nothingOfTheReleaseItselfReachesTheCluster() throws IOException, InterruptedException {
    Kubectl.assumed();
    Overlay overlay = Overlay.render(Overlay.copy(K8S, folder), "prod");
    assertThat(overlay.ofKind("ConfigMap").map(Overlay.Manifest::name))
        .singleElement()
        .asString()
        .startsWith("sluice-environment-");
  }

  @Test
  void kedaIsPinnedToAVersion() throws IOException {
    assertThat(Files.readString(K8S.resolve("cluster/keda/kustomization.yaml")))
        .containsPattern("/releases/download/v(\\d+\\.\\d+\\.\\d+)/keda-\\1\\.yaml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void theExampleHasTheVariablesThatTerraformPutsOut(String name) throws IOException {
    Assumptions.assumeTrue(Files.exists(TERRAFORM), "skipped: no terraform/outputs.tf");
    assertThat(variables(K8S.resolve("overlays").resolve(name).resolve("terraform.env.example")))
        .as("k8s/overlays/%s/terraform.env.example, beside terraform/outputs.tf", name)
        .isEqualTo(variables(TERRAFORM));
  }

  @Test
  void imagesAndAccountsHaveTheNamesThatTerraformGives() throws IOException {
    Assumptions.assumeTrue(Files.exists(REGISTRY), "skipped: no terraform/");
    assertThat(found(REPOSITORY, REGISTRY)).isEqualTo(NamesCheck.repositories());
    assertThat(found(ACCOUNT, IDENTITY)).containsAll(NamesCheck.accounts());
  }

  private static Set<String> variables(Path file) throws IOException {
    return found(VARIABLE, file);
  }

  private static Set<String> found(Pattern pattern, Path file) throws IOException {
    return pattern
        .matcher(Files.readString(file))
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
