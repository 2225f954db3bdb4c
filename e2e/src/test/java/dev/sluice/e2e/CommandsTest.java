package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine sluice =
        Sluice.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return sluice.execute(arguments);
  }

  @Test
  void helpListsEveryCommand() {
    assertThat(run("help")).isZero();
    assertThat(out.toString())
        .contains("up", "simulate", "replay", "dead-letters", "bench", "test");
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "simulate", "replay", "dead-letters", "bench"})
  void everyCommandHasHelp(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: sluice " + command);
  }

  @ParameterizedTest
  @CsvSource({
    "--retention,5,15m or 90s",
    "--retention,0s,not above zero",
    "--workers,0,is not in 1..16",
    "--shards,65,is not in 1..64",
    "--rate,0,is not above 0",
    "--devices,0,is not in 1",
    "--port-offset,-1,is not in 0..",
  })
  void anOptionThatWillNotDoIsNamedWithWhatWould(String option, String value, String hint) {
    assertThat(run("up", option, value)).isEqualTo(2);
    assertThat(err.toString()).contains(value.equals("5") ? "\"5\"" : hint);
  }
}
