package dev.sluice.e2e.cloud.deploy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs nothing: remembers what was asked for, in order, and answers as it was told.
final class RecordedShell implements Shell {
  private final List<String> commands = new ArrayList<>();
  private final List<String> inputs = new ArrayList<>();
  private final Map<String, Outcome> answers = new LinkedHashMap<>();

  /// To what begins so, the longest of those that were told.
  RecordedShell answering(String beginning, int exit, String text) {
    answers.put(beginning, new Outcome(exit, text));
    return this;
  }

  List<String> commands() {
    return commands;
  }

  List<String> inputs() {
    return inputs;
  }

  @Override
  public Outcome ask(List<String> command, String input) {
    String line = String.join(" ", command);
    commands.add(line);
    if (!input.isEmpty()) {
      inputs.add(input);
    }
    return answers.entrySet().stream()
        .filter(answer -> line.startsWith(answer.getKey()))
        .max(Map.Entry.comparingByKey(Comparator.comparingInt(String::length)))
        .map(Map.Entry::getValue)
        .orElse(new Outcome(0, ""));
  }

  @Override
  public Outcome follow(List<String> command) {
    return ask(command, "");
  }
}
