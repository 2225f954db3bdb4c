package dev.sluice.archiver.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// `archive`: the commands below it do the work.
@Command(
    name = "archive",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Reads the archive of expired events, and looks after it.",
      "Endpoint, region and credentials are the AWS SDK's own: AWS_REGION, AWS_PROFILE and so on."
    },
    commandListHeading = "%nCommands:%n",
    subcommands = {
      SqlCommand.class,
      CompactCommand.class,
      VerifyCommand.class,
      FuseCommand.class,
      HelpCommand.class
    })
public final class ArchiveCommand {}
