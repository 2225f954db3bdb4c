package dev.sluice.e2e.cloud.deploy;

import dev.sluice.e2e.cloud.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The registry has every image of the version. It takes no tag twice, so what is there is what was
/// built.
final class ImagesStep implements Step {
  static final List<String> IMAGES =
      List.of("consumer", "archiver", "query-api", "ingest", "tools");

  private final Shell shell;
  private final Environment environment;
  private final TerraformFolder folder;
  private final String version;

  ImagesStep(Shell shell, Environment environment, TerraformFolder folder, String version) {
    this.shell = shell;
    this.environment = environment;
    this.folder = folder;
    this.version = version;
  }

  @Override
  public String name() {
    return "the registry has the images of version " + version;
  }

  @Override
  public List<String> commands() {
    return List.of();
  }

  @Override
  public Optional<String> done() throws StepFailedException, InterruptedException {
    return missing().isEmpty() ? Optional.of("all are there") : Optional.empty();
  }

  @Override
  public void carryOut() throws StepFailedException, InterruptedException {
    throw new StepFailedException(
        "missing are %s of version %s in %s; build and push them"
            .formatted(String.join(", ", missing()), version, environment.value("REGISTRY")));
  }

  private List<String> missing() throws StepFailedException, InterruptedException {
    String registry = environment.value("REGISTRY");
    String prefix = registry.substring(registry.indexOf('/') + 1);
    List<String> missing = new ArrayList<>();
    for (String image : IMAGES) {
      List<String> describe =
          List.of(
              "aws",
              "ecr",
              "describe-images",
              "--region",
              folder.variable(environment.name(), "region"),
              "--repository-name",
              prefix + "/" + image,
              "--image-ids",
              "imageTag=" + version,
              "--query",
              "imageDetails[0].imageDigest");
      Shell.Outcome outcome = shell.ask(describe);
      if (outcome.text().contains("ImageNotFoundException")) {
        missing.add(image);
      } else {
        CommandStep.must(outcome, describe, "the credentials need ecr:DescribeImages");
      }
    }
    return missing;
  }
}
