package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
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
        .contains("up", "simulate", "replay", "dead-letters", "archive", "erase")
        .contains("bench", "chaos", "test", "smoke", "deploy", "destroy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "simulate",
        "replay",
        "dead-letters",
        "archive",
        "erase",
        "bench",
        "chaos",
        "smoke",
        "deploy",
        "destroy"
      })
  void everyCommandHasHelp(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: sluice " + command);
  }

  @Test
  void eraseTakesThisMachineAndTellsItsExitCodes() {
    assertThat(run("erase", "--help")).isZero();
    assertThat(out.toString())
        .contains("--local", "--port-offset", "--dry-run", "--wait", "Exit codes", "Examples");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "erase | Missing required parameter: 'DEVICE'",
        "erase BLANK | DEVICE is blank",
        "erase d --wait soon | 90s or 7d is accepted",
        "erase d --prefix a/b | a/b"
      })
  void optionsOfEraseThatWillNotDoAreNamed(String line, String message) {
    String[] arguments = line.split(" ", -1);
    Arrays.setAll(arguments, i -> arguments[i].replace("BLANK", " "));
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void theArchiveIsMeasuredByItself() {
    assertThat(run("bench", "archive", "--help")).isZero();
    assertThat(out.toString()).contains("Usage: sluice bench archive");
    assertThat(run("bench", "archive", "--events", "9")).isEqualTo(2);
    assertThat(err.toString()).contains("not in 10000..5000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "show", "replay"})
  void everyCommandOnDeadLettersHasHelp(String command) {
    assertThat(run("dead-letters", command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: sluice dead-letters " + command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sql", "compact", "verify", "fuse"})
  void everyCommandOnTheArchiveHasHelpAndTakesThisMachine(String command) {
    assertThat(run("archive", command, "--help")).isZero();
    assertThat(out.toString())
        .contains("Usage: sluice archive " + command, "--local", "--port-offset", "Example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compact --date today | 2026-03-05",
        "compact --date 2026-03-05 --older-than 3d | exclude each other",
        "compact --grace soon | 90s or 7d is accepted",
        "compact --memory 1 | is not at least 64",
        "compact --port-offset -1 | is not in 0..50000",
        "verify --date 2026-03-05 --from 2026-03-04 | give the one or the other",
        "verify --date today | is no date",
        "fuse blown | ON, OFF, STATUS",
      })
  void whatWillNotDoForTheArchiveIsNamedWithWhatWould(String arguments, String hint) {
    assertThat(run(("archive " + arguments).split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(hint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "list --reason nope | accepted are not_utf8, not_json",
        "list --from yesterday | 2h for two hours ago",
        "list --from 1h --to 2h | is not before --to",
        "list --limit 0 | is not in 1..1000000",
        "show 17 | no id of a dead letter",
        "replay | give ids, or a filter",
        "replay --all --reason not_json | give ids, or a filter",
        "replay 2026-03-05/2k9v0d1q7c --all | give ids, or a filter",
        "replay --all --patch none.json | neither a JSON array nor a file",
        "replay --all --patch [{}] | no RFC 6902 JSON Patch",
        "replay --all --rate 0 | is not in 1..100000",
        "replay --all --resume-after soon | 90s is accepted",
      })
  void whatWillNotDoForDeadLettersIsNamedWithWhatWould(String arguments, String hint) {
    assertThat(run(("dead-letters " + arguments).split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(hint);
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

  @ParameterizedTest
  @CsvSource({
    "--minutes,0.1,is below PT20S",
    "--workers,1,is not in 2..8",
    "--shards,9,is not in 2..8",
    "--rate,0,is not in 1..2000",
    "--keep-evidence,.,is there already",
  })
  void chaosNamesWhatWillNotDo(String option, String value, String hint) {
    assertThat(run("chaos", option, value)).isEqualTo(2);
    assertThat(err.toString()).contains(hint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smoke | Missing required option: '--env=ENV'",
        "smoke --env moon | there is no environment \"moon\"",
        "smoke --env local --deadline soon | \"soon\"",
        "deploy --env moon | there is no environment \"moon\"",
        "deploy --env dev --release a/b | --release a/b is no tag",
        "destroy --env dev | give --yes-destroy dev",
        "destroy --env dev --yes-destroy prod | give --yes-destroy dev",
      })
  void whatWillNotDoForAnEnvironmentIsNamedWithWhatWould(String line, String hint) {
    System.setProperty("sluice.root", "..");
    assertThat(run(line.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(hint);
  }

  @Test
  void chaosPrintsItsPlanAndDoesNothingElse() {
    assertThat(run("chaos", "--plan", "--seed", "42", "--minutes", "5")).isZero();
    assertThat(out.toString()).contains("--seed 42", "kill -9", "is away for");
  }
}
