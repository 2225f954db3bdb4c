package dev.sluice.e2e.cloud.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.e2e.cloud.EnvFile;
import dev.sluice.e2e.cloud.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentTest {
  private static final String OUTPUTS =
      """
      {"registry":{"value":"123456789012.dkr.ecr.eu-west-1.amazonaws.com/sluice"},
       "certificate_arn":{"value":"arn:aws:acm:eu-west-1:123456789012:certificate/c"},
       "consumer_shards_max":{"value":4},"archiver_shards_max":{"value":2},
       "kubernetes_environment":{"value":{"AWS_REGION":"eu-west-1","SLUICE_SECURITY_MODE":"jwt"}}}
      """;
  private static final String PLAN = "terraform -chdir=terraform plan";
  private static final String OUTPUT = "terraform -chdir=terraform output -json";
  private static final String SECRET = "kubectl --namespace sluice get secret sluice-query";
  private static final String DIFF = "kubectl diff";

  @TempDir private Path root;
  private final StringWriter out = new StringWriter();
  private final RecordedShell shell = new RecordedShell();
  private boolean works = true;

  @BeforeEach
  void aRepository() throws IOException {
    Files.createDirectories(root.resolve("k8s/overlays/dev"));
    Files.writeString(
        root.resolve("k8s/overlays/dev/hosts.env"),
        "QUERY_HOST=api.sluice.net\nINGEST_HOST=ingest.sluice.net\n");
    Path variables = root.resolve("terraform/environments/dev");
    Files.createDirectories(variables);
    Files.writeString(
        variables.resolve("terraform.tfvars"),
        "region       = \"eu-west-1\"\nstate_bucket = \"states\"\n");
    shell.answering(OUTPUT, 0, OUTPUTS);
  }

  private Deployment deployment(String version) {
    Steps steps = new Steps(shell, new Environment("dev", root));
    return new Deployment(steps.deploy(version, () -> works), new PrintWriter(out, true));
  }

  private void nothingIsThereYet() {
    shell
        .answering(PLAN, 2, "80 to add")
        .answering(SECRET, 1, "Error from server (NotFound): secrets not found")
        .answering(DIFF, 1, "differs");
  }

  @Test
  void aNewEnvironmentIsMadeStepByStep() throws InterruptedException, IOException {
    nothingIsThereYet();
    assertThat(deployment("v1").run()).as("%s", out).isTrue();
    assertThat(shell.commands())
        .containsSubsequence(
            "terraform version",
            "terraform -chdir=terraform init -input=false -reconfigure -backend-config=bucket=states"
                + " -backend-config=key=sluice/dev.tfstate -backend-config=region=eu-west-1"
                + " -backend-config=use_lockfile=true",
            "terraform -chdir=terraform plan -input=false -detailed-exitcode"
                + " -var-file=environments/dev/terraform.tfvars -out=.terraform/dev.tfplan",
            "terraform -chdir=terraform apply -input=false .terraform/dev.tfplan",
            OUTPUT,
            "aws ecr describe-images --region eu-west-1 --repository-name sluice/consumer --image-ids"
                + " imageTag=v1 --query imageDetails[0].imageDigest",
            "aws eks update-kubeconfig --region eu-west-1 --name sluice-dev",
            "kubectl apply -k k8s/cluster",
            "kubectl apply --server-side -k k8s/cluster/keda",
            "kubectl apply -f -",
            "kubectl apply -k k8s/overlays/dev",
            "kubectl --namespace sluice rollout status deployment/consumer --timeout=10m",
            "kubectl --namespace sluice rollout status deployment/ingest --timeout=10m");
    Path overlay = root.resolve("k8s/overlays/dev");
    assertThat(EnvFile.read(overlay.resolve("terraform.env")))
        .containsEntry("AWS_REGION", "eu-west-1")
        .containsEntry("SLUICE_SECURITY_MODE", "jwt");
    assertThat(EnvFile.read(overlay.resolve("release.env")))
        .containsEntry("VERSION", "v1")
        .containsEntry("ARCHIVER_SHARDS_MAX", "2");
  }

  @Test
  void theKeyOfCursorsGoesByStandardInputAndIsNotShown() throws InterruptedException {
    nothingIsThereYet();
    deployment("v1").run();
    assertThat(shell.inputs())
        .singleElement()
        .asString()
        .containsPattern("cursor-key: \"[\\w+/]{43}=\"");
    String key = shell.inputs().getFirst().replaceAll("(?s).*cursor-key: \"|\".*", "");
    assertThat(out.toString()).doesNotContain(key);
    assertThat(shell.commands()).noneMatch(command -> command.contains(key));
  }

  @Test
  void whatIsDoneIsNotDoneAgain() throws InterruptedException {
    nothingIsThereYet();
    deployment("v1").run();
    shell.commands().clear();
    shell
        .answering(PLAN, 0, "No changes")
        .answering(SECRET, 0, "sluice-query")
        .answering(DIFF, 0, "");
    assertThat(deployment("v1").run()).isTrue();
    assertThat(shell.commands()).noneMatch(command -> command.contains(" apply"));
    assertThat(out.toString())
        .contains("nothing to do: the plan is empty", "nothing to do: all are there");
  }

  @Test
  void aStepThatFailsEndsItAndTheNextRunGoesOnFromThere() throws InterruptedException {
    nothingIsThereYet();
    shell.answering("kubectl apply -k k8s/overlays/dev", 1, "admission webhook denied");
    assertThat(deployment("v1").run()).isFalse();
    assertThat(out.toString())
        .contains(
            "FAILED: `kubectl apply -k k8s/overlays/dev` exited with 1", "admission webhook denied")
        .contains("run the same command again");
    assertThat(shell.commands()).noneMatch(command -> command.contains("deployment/consumer"));
  }

  @Test
  void imagesThatAreMissingAreNamed() throws InterruptedException {
    nothingIsThereYet();
    shell.answering(
        "aws ecr describe-images --region eu-west-1 --repository-name sluice/tools",
        254,
        "An error occurred (ImageNotFoundException) when calling DescribeImages");
    assertThat(deployment("v1").run()).isFalse();
    assertThat(out.toString()).contains("missing are tools of version v1 in 123456789012.dkr");
    assertThat(shell.commands()).noneMatch(command -> command.startsWith("kubectl apply"));
  }

  @Test
  void aSmokeTestThatFailsSaysTheWayBack() throws InterruptedException, IOException {
    nothingIsThereYet();
    deployment("v1").run();
    works = false;
    assertThat(deployment("v2").run()).isFalse();
    assertThat(out.toString()).contains("release.env.before", "--release");
    assertThat(EnvFile.read(root.resolve("k8s/overlays/dev/release.env.before")))
        .containsEntry("VERSION", "v1");
  }

  @Test
  void hostsThatNobodyHasAreRefused() throws InterruptedException, IOException {
    nothingIsThereYet();
    Files.writeString(
        root.resolve("k8s/overlays/dev/hosts.env"), "QUERY_HOST=api.sluice.example\n");
    assertThat(deployment("v1").run()).isFalse();
    assertThat(out.toString())
        .contains("QUERY_HOST is \"api.sluice.example\"; set a name of yours");
  }

  @Test
  void anEnvironmentWithoutAnIssuerIsRefused() throws InterruptedException {
    nothingIsThereYet();
    shell.answering(OUTPUT, 0, OUTPUTS.replace("\"jwt\"", "\"api-keys\""));
    assertThat(deployment("v1").run()).isFalse();
    assertThat(out.toString())
        .contains("SLUICE_SECURITY_MODE is \"api-keys\"", "`jwt` in terraform/");
  }

  @Test
  void anOutputThatIsMissingIsNamed() throws InterruptedException {
    nothingIsThereYet();
    shell.answering(OUTPUT, 0, OUTPUTS.replace("consumer_shards_max", "consumer_shards"));
    assertThat(deployment("v1").run()).isFalse();
    assertThat(out.toString()).contains("Terraform has no output \"consumer_shards_max\"");
    shell.answering(
        OUTPUT, 0, OUTPUTS.replace("\"arn:aws:acm:eu-west-1:123456789012:certificate/c\"", "null"));
    assertThat(deployment("v1").run()).isFalse();
    assertThat(out.toString()).contains("output \"certificate_arn\" is null; set the variable");
  }

  @Test
  void aPlanIsLookedAtAndNotApplied() throws InterruptedException {
    shell.answering(PLAN, 2, "80 to add");
    Steps steps = new Steps(shell, new Environment("dev", root));
    assertThat(new Deployment(steps.plan(), new PrintWriter(out, true)).run()).isTrue();
    assertThat(out.toString()).contains("the plan above is not applied");
    assertThat(shell.commands())
        .anyMatch(command -> command.startsWith(PLAN))
        .noneMatch(command -> command.contains(" apply"));
  }

  @Test
  void theStepsCanBeReadBefore() {
    deployment("v1").print();
    assertThat(shell.commands()).isEmpty();
    assertThat(out.toString())
        .contains("AWS is as terraform/ describes it", "    kubectl apply -k k8s/overlays/dev")
        .contains("    ./sluice smoke --env dev");
  }

  @Test
  void whatIsTakenDownLosesItsLoadBalancersFirst() throws InterruptedException {
    shell.answering(PLAN, 2, "80 to destroy");
    Deployment undoing =
        new Deployment(
            new Steps(shell, new Environment("dev", root)).destroy(), new PrintWriter(out, true));
    assertThat(undoing.run()).as("%s", out).isTrue();
    assertThat(shell.commands())
        .containsSubsequence(
            "aws eks describe-cluster --region eu-west-1 --name sluice-dev",
            "aws eks update-kubeconfig --region eu-west-1 --name sluice-dev",
            "kubectl --namespace sluice delete ingress,service,scaledobject,deployment,cronjob --all --wait --timeout=10m",
            "terraform -chdir=terraform plan -input=false -detailed-exitcode"
                + " -var-file=environments/dev/terraform.tfvars -out=.terraform/dev.tfplan -destroy",
            "terraform -chdir=terraform apply -input=false .terraform/dev.tfplan");
  }

  @Test
  void takingDownGoesOnWhereTheClusterIsGone() throws InterruptedException {
    shell
        .answering(PLAN, 2, "20 to destroy")
        .answering("aws eks describe-cluster", 254, "(ResourceNotFoundException)");
    Deployment undoing =
        new Deployment(
            new Steps(shell, new Environment("dev", root)).destroy(), new PrintWriter(out, true));
    assertThat(undoing.run()).isTrue();
    assertThat(shell.commands()).noneMatch(command -> command.contains(" delete "));
  }

  @Test
  void anEnvironmentThatThereIsNotIsNamedWithThoseThatThereAre() {
    assertThatThrownBy(() -> new Environment("staging", root))
        .hasMessage("there is no environment \"staging\"; there are [dev]");
  }
}
