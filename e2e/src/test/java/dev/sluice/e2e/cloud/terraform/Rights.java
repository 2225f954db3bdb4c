package dev.sluice.e2e.cloud.terraform;

import dev.sluice.e2e.cloud.terraform.Policy.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tables of rights in `terraform/README.md`: for people, and for the tests that know the roles
/// without running Terraform.
final class Rights {
  static final Path DOCUMENT = Terraform.SOURCE.resolve("README.md");

  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z-]+)` \\| \\w+ \\| `(\\w+)`: ([\\w, ]+) \\|", Pattern.MULTILINE);

  private Rights() {}

  /// What the document says of each role: a service account, or a part of the deployer's.
  static SortedMap<String, SortedSet<String>> documented() throws IOException {
    SortedMap<String, SortedSet<String>> rights = new TreeMap<>();
    List<MatchResult> rows = ROW.matcher(Files.readString(DOCUMENT)).results().toList();
    rows.forEach(row ->
        rights
            .computeIfAbsent(row.group(1), role -> new TreeSet<>())
            .addAll(Actions.parse(row.group(2) + ": " + row.group(3))));
    return rights;
  }

  /// Rows for policies as they were rendered, by role.
  static List<String> rows(Map<String, Policy> policies) {
    return new TreeMap<>(policies)
        .entrySet().stream()
            .flatMap(role ->
                role.getValue().statements().stream()
                    .flatMap(statement -> rows(role.getKey(), statement)))
            .toList();
  }

  /// One for each service that the statement names.
  private static Stream<String> rows(String role, Statement statement) {
    SortedMap<String, List<String>> byService =
        statement.actions().stream()
            .map(action -> action.split(":", 2))
            .collect(
                Collectors.groupingBy(
                    parts -> parts[0],
                    TreeMap::new,
                    Collectors.mapping(parts -> parts[1], Collectors.toList())));
    String never = statement.allows() ? "" : "never ";
    return byService.entrySet().stream()
        .map(one ->
            "| `%s` | %s | %s`%s`: %s | %s |"
                .formatted(
                    role,
                    statement.sid(),
                    never,
                    one.getKey(),
                    String.join(", ", one.getValue()),
                    place(statement)));
  }

  private static String place(Statement statement) {
    String resources =
        statement.resources().stream()
            .map(arn -> "`" + shortened(arn) + "`")
            .collect(Collectors.joining(", "));
    String conditions =
        statement.condition().properties().stream()
            .flatMap(test -> test.getValue().properties().stream())
            .map(test -> "`" + test.getKey() + "`: " + value(test.getValue().toString()))
            .collect(Collectors.joining(", "));
    return conditions.isEmpty() ? resources : resources + " if " + conditions;
  }

  private static String value(String json) {
    return json.startsWith("[") ? "one of those in use" : "`" + json.replace("\"", "") + "`";
  }

  private static String shortened(String arn) {
    return arn.replace("arn:aws:", "")
        .replace("eu-west-1:123456789012", "…")
        .replace("123456789012", "…")
        .replaceFirst("key/0[0-9-]+$", "key/…");
  }
}
