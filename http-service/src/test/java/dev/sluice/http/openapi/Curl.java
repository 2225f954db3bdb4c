package dev.sluice.http.openapi;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Runs a command of the documentation as somebody does who copies it into a shell, against a
/// server of the test.
public final class Curl {
  private static final int TIMED_OUT = 28;

  /// @param headers with names in lower case
  public record Answer(int status, Map<String, String> headers, String body) {}

  private Curl() {}

  public static boolean isThere() {
    try {
      return new ProcessBuilder("curl", "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// @param documented where the documentation has the server
  public static Answer run(String command, String documented, URI server, Path directory)
      throws IOException, InterruptedException {
    boolean endless = command.contains("--max-time");
    Path headers = directory.resolve("headers");
    Path body = directory.resolve("body");
    Files.deleteIfExists(body);
    String whole =
        command.replace(documented, server.toString())
            + " -sS -D '%s' -o '%s'%s".formatted(headers, body, endless ? "" : " --max-time 30");
    Process process =
        new ProcessBuilder("sh", "-c", whole)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("said").toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("no end of " + whole);
    }
    int exit = process.exitValue();
    if (exit != 0 && !(endless && exit == TIMED_OUT)) {
      throw new AssertionError(
          "%s ended with %d: %s"
              .formatted(whole, exit, Files.readString(directory.resolve("said"))));
    }
    return answer(Files.readAllLines(headers), Files.exists(body) ? Files.readString(body) : "");
  }

  private static Answer answer(List<String> head, String body) {
    Map<String, String> headers = new TreeMap<>();
    for (String line : head.subList(1, head.size())) {
      String[] header = line.split(": ", 2);
      if (header.length == 2) {
        headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
      }
    }
    return new Answer(Integer.parseInt(head.getFirst().split(" ")[1]), headers, body);
  }
}
