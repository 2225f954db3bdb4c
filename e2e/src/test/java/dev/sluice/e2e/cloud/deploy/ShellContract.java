package dev.sluice.e2e.cloud.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What every shell does. The commands are those of any Unix.
abstract class ShellContract {
  static final List<String> FAILS = List.of("sh", "-c", "echo out; echo err >&2; exit 3");
  static final List<String> COPIES = List.of("cat");
  static final List<String> MISSING = List.of("sluice-no-such-command");

  abstract Shell shell();

  @Test
  void theExitCodeAndAllThatWasWrittenComeBack() throws InterruptedException {
    for (Shell.Outcome outcome : List.of(shell().ask(FAILS), shell().follow(FAILS))) {
      assertThat(outcome.exit()).isEqualTo(3);
      assertThat(outcome.succeeded()).isFalse();
      assertThat(outcome.text()).isEqualTo("out\nerr\n");
    }
  }

  @Test
  void inputIsRead() throws InterruptedException {
    assertThat(shell().ask(COPIES, "a\nb\n")).isEqualTo(new Shell.Outcome(0, "a\nb\n"));
  }

  @Test
  void whatIsNotInstalledIsNamed() throws InterruptedException {
    Shell.Outcome outcome = shell().ask(MISSING);
    assertThat(outcome.exit()).isEqualTo(Shell.Outcome.NOT_FOUND);
    assertThat(outcome.text()).contains("sluice-no-such-command");
  }
}
