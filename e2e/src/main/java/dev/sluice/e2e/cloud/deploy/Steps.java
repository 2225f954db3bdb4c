package dev.sluice.e2e.cloud.deploy;

import dev.sluice.e2e.cloud.Environment;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/// Which steps there are, in order.
final class Steps {
  private static final int KEY_BYTES = 32;
  private static final List<String> SERVICES =
      List.of("consumer", "archiver", "query-api", "ingest");
  private static final String CLUSTER = "k8s/cluster";

  private final Shell shell;
  private final Environment environment;
  private final TerraformFolder folder;

  Steps(Shell shell, Environment environment) {
    this.shell = shell;
    this.environment = environment;
    this.folder = new TerraformFolder(environment.root());
  }

  /// From a checkout to a running environment.
  List<Step> deploy(String version, SmokeStep.Trial trial) {
    List<Step> steps = new ArrayList<>();
    for (String tool : List.of("terraform", "aws", "kubectl")) {
      steps.add(tool(tool));
    }
    steps.add(new TerraformStep(shell, environment, folder, false));
    steps.add(new OutputsStep(shell, environment, folder, version));
    steps.add(new SettingsStep(environment));
    steps.add(new ImagesStep(shell, environment, folder, version));
    steps.add(reach());
    steps.add(kustomize("the cluster has what it needs once", CLUSTER));
    steps.add(keda());
    steps.add(new CursorKeyStep(shell, Steps::randomKey));
    steps.add(kustomize("the manifests are applied", "k8s/overlays/" + environment.name()));
    steps.add(rollouts());
    steps.add(new SmokeStep(environment.name(), trial));
    return steps;
  }

  /// What Terraform would do, and nothing else.
  List<Step> plan() {
    return List.of(
        tool("terraform"), new PlanStep(new TerraformStep(shell, environment, folder, false)));
  }

  /// Back to nothing. Load balancers go first: the network cannot while they are in it.
  List<Step> destroy() {
    return List.of(
        tool("terraform"),
        tool("aws"),
        tool("kubectl"),
        new BalancersStep(shell, reach(), describe()),
        new TerraformStep(shell, environment, folder, true));
  }

  private List<String> describe() {
    return List.of(
        "aws",
        "eks",
        "describe-cluster",
        "--region",
        region(),
        "--name",
        folder.cluster(environment.name()));
  }

  private String region() {
    return folder.variable(environment.name(), "region");
  }

  private Step tool(String tool) {
    List<String> version =
        switch (tool) {
          case "aws" -> List.of("aws", "--version");
          case "kubectl" -> List.of("kubectl", "version", "--client");
          default -> List.of(tool, "version");
        };
    return new CommandStep(
        shell,
        tool + " is installed",
        version,
        List.of(version),
        "install " + tool + ", and put it on the PATH");
  }

  private CommandStep reach() {
    List<String> reach =
        List.of(
            "aws",
            "eks",
            "update-kubeconfig",
            "--region",
            region(),
            "--name",
            folder.cluster(environment.name()));
    return new CommandStep(
        shell,
        "kubectl reaches the cluster",
        List.of(),
        List.of(reach, List.of("kubectl", "get", "namespaces")),
        "the role has to administer the cluster: kubernetes.admins in its variables");
  }

  private Step kustomize(String name, String path) {
    return new CommandStep(
        shell,
        name,
        List.of("kubectl", "diff", "-k", path),
        List.of(List.of("kubectl", "apply", "-k", path)),
        "`kubectl kustomize " + path + "` shows what was to be applied");
  }

  private Step rollouts() {
    return new CommandStep(
        shell,
        "the services run",
        List.of(),
        SERVICES.stream().map(service -> rollout("sluice", service)).toList(),
        "`kubectl --namespace sluice get events` says what keeps pods from starting");
  }

  private Step keda() {
    String path = CLUSTER + "/keda";
    return new CommandStep(
        shell,
        "KEDA runs",
        List.of("kubectl", "diff", "--server-side", "-k", path),
        List.of(
            List.of("kubectl", "apply", "--server-side", "-k", path),
            rollout("keda", "keda-operator"),
            rollout("keda", "keda-metrics-apiserver")),
        "it is fetched from github.com; " + path + " has its version");
  }

  private static List<String> rollout(String namespace, String deployment) {
    return List.of(
        "kubectl",
        "--namespace",
        namespace,
        "rollout",
        "status",
        "deployment/" + deployment,
        "--timeout=10m");
  }

  private static byte[] randomKey() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }
}
