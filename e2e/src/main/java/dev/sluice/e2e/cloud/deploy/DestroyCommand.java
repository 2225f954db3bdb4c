package dev.sluice.e2e.cloud.deploy;

import dev.sluice.e2e.cloud.Environment;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `destroy`: takes an environment down.
@Command(
    name = "destroy",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Takes an environment down, its data included. There is no way back.",
      "Tables and buckets with deletion protection refuse: apply `deletion_protection = false` first."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing is left",
      "1:a step failed; it says why, and the same command goes on from there",
      "2:options that will not do"
    },
    footer = {
      "",
      "Examples: what would be run; then it",
      "  destroy --env dev --dry-run",
      "  destroy --env dev --yes-destroy dev"
    })
public final class DestroyCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--env",
      required = true,
      paramLabel = "ENV",
      description = "One of k8s/overlays, with variables in terraform/environments.")
  private String environment = "";

  @Option(
      names = "--yes-destroy",
      paramLabel = "ENV",
      description = "The same name again: nothing is run without it.")
  private String confirmed = "";

  @Option(names = "--dry-run", description = "Print the steps, and run nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec);
    PrintWriter out = command.commandLine().getOut();
    try {
      Environment chosen = new Environment(environment, Environment.repository());
      if (!dryRun && !confirmed.equals(environment)) {
        throw new IllegalArgumentException(
            "this removes %s and its data; give --yes-destroy %s"
                .formatted(environment, environment));
      }
      Deployment undoing =
          new Deployment(new Steps(new ProcessShell(chosen.root(), out), chosen).destroy(), out);
      if (dryRun) {
        undoing.print();
        return 0;
      }
      return undoing.run() ? 0 : 1;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
