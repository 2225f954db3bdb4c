package dev.sluice.e2e.cloud.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// No load balancer of the cluster is left, nor anything that would make one again. Nothing is to
/// be done where the cluster itself is gone.
///
/// @param reach makes kubectl talk to the cluster
/// @param describe asks AWS for the cluster
record BalancersStep(Shell shell, CommandStep reach, List<String> describe) implements Step {
  private static final List<String> DELETE =
      List.of(
          "kubectl",
          "--namespace",
          "sluice",
          "delete",
          "ingress,service,scaledobject,deployment,cronjob",
          "--all",
          "--wait",
          "--timeout=10m");

  @Override
  public String name() {
    return "no load balancer is left";
  }

  @Override
  public List<String> commands() {
    List<String> commands = new ArrayList<>(reach.commands());
    commands.add(String.join(" ", DELETE));
    return commands;
  }

  @Override
  public Optional<String> done() throws StepFailedException, InterruptedException {
    Shell.Outcome outcome = shell.ask(describe);
    if (outcome.text().contains("ResourceNotFoundException")) {
      return Optional.of("there is no cluster");
    }
    CommandStep.must(outcome, describe, "the credentials need eks:DescribeCluster");
    return Optional.empty();
  }

  @Override
  public void carryOut() throws StepFailedException, InterruptedException {
    reach.carryOut();
    CommandStep.must(
        shell.follow(DELETE), DELETE, "a load balancer that stays keeps the network from going");
  }
}
