package dev.sluice.archiver;

import dev.sluice.archiver.command.ArchiveCommand;
import dev.sluice.archiver.command.EraseCommand;
import dev.sluice.archiver.command.InnermostCause;
import dev.sluice.stream.service.StreamService;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Arrays;
import java.util.Map;
import picocli.CommandLine;

/// Starts the archiver: its workers, and the management server with health and metrics. With the
/// name of a command it runs that instead, for jobs in the archiver's image.
public final class Archiver {
  static final StreamService SERVICE = new StreamService(Archiver.class, "archiver");

  private Archiver() {}

  /// A process of its own: SIGTERM drains and stops the workers.
  ///
  /// @param args a command with its options, as in `compact --help`; or settings, as in
  ///   `-sluice.kinesis.workers=2`
  public static void main(String[] args) {
    if (Arrays.stream(args).anyMatch(arg -> !arg.startsWith("-") || arg.equals("--help"))) {
      StreamService.logTo("archiver/command-logback.xml");
      System.exit(commands().execute(args));
    }
    SERVICE.run(args);
  }

  static CommandLine commands() {
    return new CommandLine(new ArchiveCommand())
        .setCommandName("archiver")
        .addSubcommand(new EraseCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new InnermostCause());
  }

  /// Inside another process, whose owner closes it: that drains and stops the workers.
  ///
  /// @param overrides configuration that goes before files and environment
  public static EmbeddedServer start(Map<String, Object> overrides) {
    return SERVICE.start(overrides);
  }
}
