package dev.sluice.e2e.cloud.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessShellTest extends ShellContract {
  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();

  @Override
  Shell shell() {
    return new ProcessShell(directory, new PrintWriter(out, true));
  }

  @Test
  void whatIsFollowedIsShownAndWhatIsAskedIsNot() throws InterruptedException {
    shell().ask(List.of("echo", "asked"));
    shell().follow(List.of("echo", "followed"));
    assertThat(out.toString()).isEqualToIgnoringNewLines("    followed");
  }

  @Test
  void commandsRunInTheDirectory() throws InterruptedException {
    assertThat(shell().ask(List.of("pwd")).text().strip())
        .endsWith(directory.getFileName().toString());
  }
}
