package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher as people call it, on moved ports.
class UpIT {
  private static final int OFFSET = 20_000;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int up(String... options) {
    String[] arguments = new String[options.length + 3];
    System.arraycopy(options, 0, arguments, 3, options.length);
    arguments[0] = "up";
    arguments[1] = "--port-offset";
    arguments[2] = Integer.toString(OFFSET);
    return Sluice.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void realReadingsFlowAndEveryEventIsAccountedFor() {
    int exit = up("--duration", "8s", "--rate", "2000");
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .contains(
            "console        http://127.0.0.1:28080/\n",
            "http://127.0.0.1:28080/v1/devices",
            "Every event is accounted for.")
        .containsPattern("stored [1-9]");
    assertThat(exit).isZero();
  }

  @Test
  void anotherTransportCarriesEveryEventToo() {
    int exit = up("--duration", "4s", "--rate", "200", "--transport", "sqs");
    assertThat(out.toString())
        .contains("POST http://127.0.0.1:28083/v1/events", "udp://127.0.0.1:28125")
        .contains("Every event is accounted for.")
        .containsPattern("stored [1-9]");
    assertThat(exit).as("%s%s", out, err).isZero();
  }

  @Test
  void aTakenPortForDatagramsIsNamedToo() throws IOException {
    try (DatagramSocket taken =
        new DatagramSocket(8125 + OFFSET, InetAddress.getLoopbackAddress())) {
      assertThat(up("--duration", "1s")).isEqualTo(1);
    }
    assertThat(err.toString()).contains("UDP port " + (8125 + OFFSET), "--port-offset");
  }

  @Test
  void whatExpiresIsArchivedBeforeTheEndAndASmokeTestFollowsItThere() {
    StringWriter smoke = new StringWriter();
    CompletableFuture<Integer> followed =
        CompletableFuture.supplyAsync(
            () ->
                Sluice.commandLine()
                    .setOut(new PrintWriter(smoke, true))
                    .execute("smoke", "--env", "local", "--port-offset", "" + OFFSET, "--archived"),
            task -> Thread.ofPlatform().name("smoke").start(task));
    int exit = up("--duration", "25s", "--rate", "50", "--retention", "10s");
    assertThat(followed.join()).as("%s", smoke).isZero();
    assertThat(smoke.toString()).contains("and ends as a dead letter", "both are in the archive");
    assertThat(out.toString())
        .contains("http://127.0.0.1:28082/health", "Every event is accounted for.")
        .containsPattern("expired ([1-9][0-9,]*): archived \\1 in [1-9]");
    assertThat(exit).as("%s%s", out, err).isZero();
  }

  @Test
  void aSecondRunOnTheSameDataStartsAsWellAsTheFirst(@TempDir Path data) {
    for (int run = 1; run <= 2; run++) {
      int exit = up("--duration", "3s", "--rate", "30", "--data-dir", data.toString());
      assertThat(exit).as("run %d: %s%s", run, out, err).isZero();
    }
  }

  @Test
  void aTakenPortIsNamedWithTheOptionThatMovesIt() throws IOException {
    try (ServerSocket taken =
        new ServerSocket(8000 + OFFSET, 1, InetAddress.getLoopbackAddress())) {
      assertThat(up("--duration", "1s")).isEqualTo(1);
    }
    assertThat(err.toString()).contains(Integer.toString(8000 + OFFSET), "--port-offset");
  }

  @Test
  void aTakenPortOfAServiceIsNamedToo() throws IOException {
    try (ServerSocket taken =
        new ServerSocket(8080 + OFFSET, 1, InetAddress.getLoopbackAddress())) {
      assertThat(up("--duration", "1s")).isEqualTo(1);
    }
    assertThat(err.toString()).contains(Integer.toString(8080 + OFFSET), "--port-offset");
  }
}
