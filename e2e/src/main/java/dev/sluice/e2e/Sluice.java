package dev.sluice.e2e;

import dev.sluice.archiver.command.ArchiveCommand;
import dev.sluice.archiver.command.EraseCommand;
import dev.sluice.archiver.command.InnermostCause;
import dev.sluice.e2e.bench.BenchCommand;
import dev.sluice.e2e.chaos.ChaosCommand;
import dev.sluice.e2e.cloud.deploy.DeployCommand;
import dev.sluice.e2e.cloud.deploy.DestroyCommand;
import dev.sluice.e2e.cloud.smoke.SmokeCommand;
import dev.sluice.e2e.deadletters.DeadLettersCommand;
import dev.sluice.e2e.up.UpCommand;
import dev.sluice.simulator.command.ReplayCommand;
import dev.sluice.simulator.command.SimulateCommand;
import java.util.Set;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// The commands of `./sluice`.
@Command(
    name = "sluice",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    description = "A telemetry pipeline: Kinesis in, DynamoDB out, every event accounted for.",
    commandListHeading = "%nCommands:%n",
    footer = {
      "  test      Build from clean sources, check and test everything.",
      "",
      "Every command has --help. Start with: ./sluice up"
    },
    subcommands = {
      UpCommand.class,
      SimulateCommand.class,
      ReplayCommand.class,
      DeadLettersCommand.class,
      ArchiveCommand.class,
      EraseCommand.class,
      BenchCommand.class,
      ChaosCommand.class,
      SmokeCommand.class,
      DeployCommand.class,
      DestroyCommand.class,
      HelpCommand.class
    })
public final class Sluice {
  private Sluice() {}

  public static void main(String[] args) {
    LoggerFactory.getILoggerFactory(); // before threads that log at once
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine sluice = new CommandLine(new Sluice());
    LocalOptions.addTo(sluice, Set.of("archive", "erase"));
    return sluice
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new InnermostCause());
  }
}
