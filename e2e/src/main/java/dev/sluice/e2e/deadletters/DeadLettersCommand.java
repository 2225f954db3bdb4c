package dev.sluice.e2e.deadletters;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// `dead-letters`: the commands below it do the work.
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Finds what could not be stored, shows why, mends it and sends it again.",
      "Endpoint, region and credentials are the AWS SDK's own: AWS_REGION, AWS_PROFILE and so on;"
          + " --local is what `./sluice up` runs on this machine."
    },
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Example: late events of the last two hours, once the accepted past was widened",
      "  dead-letters list --reason event_time_out_of_range --from 2h",
      "  dead-letters replay --reason event_time_out_of_range --from 2h"
    },
    subcommands = {
      ListCommand.class,
      ShowCommand.class,
      ReplayLettersCommand.class,
      HelpCommand.class
    })
public final class DeadLettersCommand {}
