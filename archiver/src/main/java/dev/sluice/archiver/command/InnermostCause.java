package dev.sluice.archiver.command;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// Tells a failed command's innermost cause, which says what is wrong; the way there is for those
/// who ask.
public final class InnermostCause implements IExecutionExceptionHandler {
  private static final String TRACE = "SLUICE_TRACE";

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    command.getErr().println("sluice: " + cause.getMessage());
    if (System.getenv(TRACE) == null) {
      command.getErr().println("        " + TRACE + "=1 shows where it came from");
    } else {
      failure.printStackTrace(command.getErr());
    }
    return command.getCommandSpec().exitCodeOnExecutionException();
  }
}
