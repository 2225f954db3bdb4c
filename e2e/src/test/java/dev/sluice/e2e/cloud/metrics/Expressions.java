package dev.sluice.e2e.cloud.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// As much of Java's expressions as names of meters are made of: literals, constants, parameters
/// and their concatenation.
final class Expressions {
  private Expressions() {}

  /// @param from just after the opening parenthesis
  static List<String> arguments(String source, int from) {
    List<String> arguments = new ArrayList<>();
    int depth = 0;
    int begin = from;
    boolean isQuoted = false;
    for (int i = from; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '"' && source.charAt(i - 1) != '\\') {
        isQuoted = !isQuoted;
      } else if (!isQuoted && (c == '(' || c == '{')) {
        depth++;
      } else if (!isQuoted && c == ',' && depth == 0) {
        arguments.add(source.substring(begin, i).strip());
        begin = i + 1;
      } else if (!isQuoted && (c == ')' || c == '}')) {
        depth--;
        if (depth < 0) {
          arguments.add(source.substring(begin, i).strip());
          return arguments.equals(List.of("")) ? List.of() : arguments;
        }
      }
    }
    throw new IllegalArgumentException("a parenthesis is not closed: " + source.substring(from));
  }

  /// @return empty if it depends on what is not known
  static Optional<String> value(String expression, Map<String, String> known) {
    StringBuilder text = new StringBuilder();
    for (String part : expression.split("\\+", -1)) {
      String operand = part.strip();
      if (operand.length() > 1 && operand.startsWith("\"") && operand.endsWith("\"")) {
        text.append(operand, 1, operand.length() - 1);
      } else if (known.containsKey(operand)) {
        text.append(known.get(operand));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(text.toString());
  }
}
