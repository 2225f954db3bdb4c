package dev.sluice.e2e;

import dev.sluice.local.LocalStackOptions;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// `--local` and `--port-offset` for commands that know nothing of this machine: as soon as they
/// are read, the AWS SDK's own settings point at what `./sluice up` runs.
final class LocalOptions {
  private final CommandSpec command;
  private boolean moved;

  private LocalOptions(CommandSpec command) {
    this.command = command;
  }

  /// Adds the options to commands, or to those below them.
  ///
  /// @param chosen the names of the commands
  static void addTo(CommandLine parent, Set<String> chosen) {
    parent
        .getSubcommands()
        .forEach((name, command) -> {
          if (chosen.contains(name)) {
            addTo(command);
          }
        });
  }

  private static void addTo(CommandLine command) {
    if (command.getSubcommands().isEmpty()) {
      CommandSpec spec = command.getCommandSpec();
      if (!(spec.userObject() instanceof HelpCommand)) {
        spec.addMixin("local", CommandSpec.forAnnotatedObject(new LocalOptions(spec)));
      }
    } else {
      command.getSubcommands().values().forEach(LocalOptions::addTo);
    }
  }

  @Option(names = "--local", description = "On what `./sluice up` runs on this machine.")
  void local(boolean local) {
    if (local && !moved) {
      point(0);
    }
  }

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      description = "On what `./sluice up --port-offset N` runs on this machine.")
  void portOffset(int offset) {
    moved = true;
    point(offset);
  }

  private void point(int offset) {
    try {
      LocalStackOptions.fixed().withPortOffset(offset).sdkProperties().forEach(System::setProperty);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
