package dev.sluice.e2e.cloud.deploy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Runs processes in a directory.
final class ProcessShell implements Shell {
  private final Path directory;
  private final PrintWriter out;

  /// @param out where what is followed is shown
  ProcessShell(Path directory, PrintWriter out) {
    this.directory = directory;
    this.out = out;
  }

  @Override
  public Outcome ask(List<String> command, String input) throws InterruptedException {
    return run(command, input, line -> {});
  }

  @Override
  public Outcome follow(List<String> command) throws InterruptedException {
    return run(
        command,
        "",
        line -> {
          out.println("    " + line);
          out.flush();
        });
  }

  private Outcome run(List<String> command, String input, Consumer<String> seen)
      throws InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      return new Outcome(Outcome.NOT_FOUND, command.getFirst() + ": " + e.getMessage());
    }
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException ended) {
      seen.accept(command.getFirst() + " read no input");
    }
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      StringBuilder text = new StringBuilder();
      lines
          .lines()
          .forEach(line -> {
            text.append(line).append('\n');
            seen.accept(line);
          });
      return new Outcome(process.waitFor(), text.toString());
    } catch (IOException e) {
      return new Outcome(process.waitFor(), String.valueOf(e.getMessage()));
    } finally {
      process.destroy();
    }
  }
}
