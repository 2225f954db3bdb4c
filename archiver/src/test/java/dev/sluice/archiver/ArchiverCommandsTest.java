package dev.sluice.archiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands that the archiver's image runs as jobs.
class ArchiverCommandsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int archiver(String... arguments) {
    return Archiver.commands()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void helpListsThemAll() {
    assertThat(archiver("help")).isZero();
    assertThat(out.toString()).contains("archiver", "sql", "compact", "verify", "erase");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sql", "compact", "verify", "erase"})
  void eachExplainsItself(String command) {
    assertThat(archiver(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: archiver " + command);
  }

  @Test
  void anUnknownOneIsRefusedByName() {
    assertThat(archiver("compress")).isEqualTo(2);
    assertThat(err.toString()).contains("compress");
  }
}
