package dev.sluice.e2e.cloud.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.e2e.cloud.EnvFile;
import dev.sluice.e2e.cloud.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The overlay has what Terraform put out, and the version that is to run. The release that was
/// there is kept beside it.
final class OutputsStep implements Step {
  private static final String RELEASE = "release.env";
  private static final Map<String, String> OF_RELEASE =
      new TreeMap<>(
          Map.of(
              "REGISTRY", "registry",
              "CERTIFICATE_ARN", "certificate_arn",
              "CONSUMER_SHARDS_MAX", "consumer_shards_max",
              "ARCHIVER_SHARDS_MAX", "archiver_shards_max"));

  private final Shell shell;
  private final Environment environment;
  private final TerraformFolder folder;
  private final String version;

  OutputsStep(Shell shell, Environment environment, TerraformFolder folder, String version) {
    this.shell = shell;
    this.environment = environment;
    this.folder = folder;
    this.version = version;
  }

  @Override
  public String name() {
    return "the overlay has Terraform's outputs and version " + version;
  }

  @Override
  public List<String> commands() {
    return List.of(
        String.join(" ", folder.outputs())
            + " > "
            + environment.root().relativize(environment.overlay())
            + "/{terraform,release}.env");
  }

  @Override
  public Optional<String> done() throws StepFailedException, InterruptedException {
    Map<Path, String> files = files();
    for (Map.Entry<Path, String> file : files.entrySet()) {
      if (!Files.exists(file.getKey()) || !read(file.getKey()).equals(file.getValue())) {
        return Optional.empty();
      }
    }
    return Optional.of("they are the same");
  }

  @Override
  public void carryOut() throws StepFailedException, InterruptedException {
    Map<Path, String> files = files();
    Path release = environment.overlay().resolve(RELEASE);
    try {
      if (Files.exists(release)) {
        Files.copy(
            release,
            release.resolveSibling(RELEASE + ".before"),
            StandardCopyOption.REPLACE_EXISTING);
      }
      for (Map.Entry<Path, String> file : files.entrySet()) {
        Files.writeString(file.getKey(), file.getValue());
      }
    } catch (IOException e) {
      throw new StepFailedException("cannot write " + release.getParent() + ": " + e.getMessage());
    }
  }

  private Map<Path, String> files() throws StepFailedException, InterruptedException {
    JsonNode outputs = outputs();
    Map<String, String> told = new TreeMap<>();
    value(outputs, "kubernetes_environment")
        .properties()
        .forEach(entry -> told.put(entry.getKey(), entry.getValue().asText()));
    Map<String, String> release = new TreeMap<>(Map.of("VERSION", version));
    for (Map.Entry<String, String> wanted : OF_RELEASE.entrySet()) {
      release.put(wanted.getKey(), value(outputs, wanted.getValue()).asText());
    }
    Map<Path, String> files = new LinkedHashMap<>();
    files.put(
        environment.overlay().resolve("terraform.env"),
        EnvFile.text("Terraform's output kubernetes_environment, by ./sluice deploy.", told));
    files.put(
        environment.overlay().resolve(RELEASE),
        EnvFile.text("The version, and outputs of Terraform, by ./sluice deploy.", release));
    return files;
  }

  private JsonNode outputs() throws StepFailedException, InterruptedException {
    Shell.Outcome outcome =
        CommandStep.must(
            shell.ask(folder.outputs()),
            folder.outputs(),
            "nothing was applied yet, or the state is away");
    try {
      return new ObjectMapper().readTree(outcome.text());
    } catch (JsonProcessingException e) {
      throw new StepFailedException(
          "the outputs of Terraform are no JSON: " + e.getOriginalMessage());
    }
  }

  private static JsonNode value(JsonNode outputs, String name) throws StepFailedException {
    JsonNode value = outputs.path(name).path("value");
    if (value.isMissingNode()) {
      throw new StepFailedException(
          "Terraform has no output \"%s\"; terraform/outputs.tf has to have it".formatted(name));
    }
    if (value.isNull()) {
      throw new StepFailedException(
          "Terraform's output \"%s\" is null; set the variable in terraform/environments"
              .formatted(name));
    }
    return value;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
