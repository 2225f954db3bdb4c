package dev.sluice.http.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A page about an API, as far as it can be tried: its sections and what they show.
public final class ApiPage {
  private static final Pattern PARTS =
      Pattern.compile("(?m)^## `(.*)`$|^```(sh|json|text|http)(?: (\\d{3}))?\\n([\\s\\S]*?)^```$");

  /// A command and what it is said to answer.
  ///
  /// @param section the operation that it is shown for
  /// @param form `json`, `text`, or `http` for status line and headers
  public record Example(String section, String command, String form, int status, String answer) {
    @Override
    public String toString() {
      return section + ": " + command.replaceAll("\\s+", " ");
    }
  }

  private ApiPage() {}

  public static List<Example> examples(Path page) {
    List<Example> examples = new ArrayList<>();
    String section = "";
    String command = "";
    Matcher parts = PARTS.matcher(text(page));
    while (parts.find()) {
      if (parts.group(1) != null) {
        section = parts.group(1);
      } else if (parts.group(2).equals("sh")) {
        if (!command.isEmpty()) {
          throw new AssertionError("no answer is shown for " + command);
        }
        command = parts.group(4).strip();
      } else {
        String status = parts.group(3) == null ? "200" : parts.group(3);
        examples.add(
            new Example(
                section, command, parts.group(2), Integer.parseInt(status), parts.group(4)));
        command = "";
      }
    }
    return examples;
  }

  private static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
