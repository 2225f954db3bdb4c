package dev.sluice.e2e.cloud.deploy;

import dev.sluice.e2e.cloud.Environment;
import dev.sluice.e2e.cloud.smoke.SmokeCommand;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `deploy`: brings an environment up, or to another version.
@Command(
    name = "deploy",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Brings an environment to a version: Terraform, settings, images, the cluster, the manifests, and"
          + " a smoke test.",
      "It may be stopped at any point and run again: each step looks first whether it is done. Uses"
          + " terraform, aws and kubectl with their own credentials; k8s/README.md has the same by hand."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is done, and events went all the way",
      "1:a step failed; it says why, and the same command goes on from there",
      "2:options that will not do"
    },
    footer = {
      "",
      "Examples: what would be run; then this commit; then back to the version before",
      "  deploy --env dev --dry-run",
      "  deploy --env dev",
      "  deploy --env dev --release 4f0c1d2a9b7e"
    })
public final class DeployCommand implements Callable<Integer> {
  private static final List<String> HEAD = List.of("git", "rev-parse", "--short=12", "HEAD");

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--env",
      required = true,
      paramLabel = "ENV",
      description = "One of k8s/overlays, with variables in terraform/environments.")
  private String environment = "";

  @Option(
      names = "--release",
      paramLabel = "TAG",
      description = "The tag of the images. Default: the commit that is checked out.")
  private @Nullable String version;

  @Option(names = "--dry-run", description = "Print the steps, and run nothing.")
  private boolean dryRun;

  @Option(names = "--plan", description = "Show what Terraform would change, and change nothing.")
  private boolean planOnly;

  @Override
  public Integer call() throws InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    PrintWriter out = command.commandLine().getOut();
    try {
      Environment chosen = new Environment(environment, Environment.repository());
      Shell shell = new ProcessShell(chosen.root(), out);
      Steps steps = new Steps(shell, chosen);
      List<Step> chosenSteps =
          planOnly
              ? steps.plan()
              : steps.deploy(version(shell), () -> smoke(command.commandLine()));
      Deployment deployment = new Deployment(chosenSteps, out);
      if (dryRun) {
        deployment.print();
        return 0;
      }
      return deployment.run() ? 0 : 1;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  /// As people would call it.
  private boolean smoke(CommandLine deploy) {
    return new CommandLine(new SmokeCommand())
            .setOut(deploy.getOut())
            .setErr(deploy.getErr())
            .execute("--env", environment, "--deadline", "5m")
        == 0;
  }

  private String version(Shell shell) throws InterruptedException {
    if (version != null) {
      if (!version.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) {
        throw new IllegalArgumentException(
            "--release %s is no tag; letters, digits, . _ - are accepted".formatted(version));
      }
      return version;
    }
    Shell.Outcome head = shell.ask(HEAD);
    if (!head.succeeded()) {
      throw new IllegalArgumentException("no commit is checked out here; give --release");
    }
    return head.text().strip();
  }
}
