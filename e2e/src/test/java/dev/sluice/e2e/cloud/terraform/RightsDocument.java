package dev.sluice.e2e.cloud.terraform;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A document with the two tables of rights in it: one of the services', one of the deployer's.
final class RightsDocument {
  private static final Pattern ROW =
      Pattern.compile("^\\| `[a-z-]+` \\| \\w+ \\| (never )?`\\w+`: .*");
  private static final Predicate<String> OF_THE_DEPLOYER =
      row ->
          Stream.of("data", "network", "platform", "watch")
              .anyMatch(part -> row.startsWith("| `" + part + "`"));

  private RightsDocument() {}

  /// The rows of both tables, sorted as [Rights#rows] does.
  static List<String> rows(String document) {
    return document
        .lines()
        .filter(ROW.asMatchPredicate())
        .sorted((one, other) -> role(one).compareTo(role(other)))
        .toList();
  }

  private static String role(String row) {
    return row.split("`", 3)[1];
  }

  /// The document with these rows in the place of those it has.
  static String with(String document, List<String> rows) {
    return document
        .lines()
        .filter(ROW.asMatchPredicate().negate())
        .collect(Collectors.joining("\n", "", "\n"))
        .transform(text ->
            filled(text, "| service account |", rows.stream().filter(OF_THE_DEPLOYER.negate())))
        .transform(text -> filled(text, "| policy |", rows.stream().filter(OF_THE_DEPLOYER)));
  }

  private static String filled(String document, String head, Stream<String> rows) {
    int start = document.indexOf(head);
    if (start < 0) {
      throw new IllegalArgumentException("no table that begins with " + head);
    }
    int end = document.indexOf('\n', document.indexOf("|---", start)) + 1;
    return document.substring(0, end)
        + rows.map(row -> row + "\n").collect(Collectors.joining())
        + document.substring(end);
  }
}
