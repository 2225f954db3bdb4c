package dev.sluice.e2e.cloud.grafana;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A query of CloudWatch Metrics Insights, as far as dashboards use its language.
///
/// @param dimensions those of the schema it reads
/// @param restricting those that it filters or groups by
record Insight(
    String statistic,
    String metric,
    String namespace,
    Set<String> dimensions,
    Set<String> restricting) {
  static final String EXAMPLE =
      "SELECT SUM(\"metric\") FROM SCHEMA(\"${namespace}\", a, b) WHERE a = 'x' GROUP BY b";

  private static final Pattern QUERY =
      Pattern.compile(
          "SELECT (SUM|MAX|MIN|AVG|COUNT)\\(\"([\\w.]+)\"\\) FROM SCHEMA\\(\"([^\"]+)\"((?:,"
              + " \\w+)*)\\)( WHERE \\w+ = '[^']*'(?: AND \\w+ = '[^']*')*)?( GROUP BY \\w+(?:,"
              + " \\w+)*)?");

  private static final Pattern FILTERED = Pattern.compile("(\\w+) = '");
  private static final Pattern WORD = Pattern.compile("\\w+");
  private static final Map<String, String> STATISTICS =
      Map.of(
          "SUM",
          "Sum",
          "MAX",
          "Maximum",
          "MIN",
          "Minimum",
          "AVG",
          "Average",
          "COUNT",
          "SampleCount");

  Insight {
    dimensions = Set.copyOf(dimensions);
    restricting = Set.copyOf(restricting);
  }

  static Optional<Insight> parse(String query) {
    Matcher found = QUERY.matcher(query);
    if (!found.matches()) {
      return Optional.empty();
    }
    Set<String> restricting = new HashSet<>();
    if (found.group(5) != null) {
      FILTERED.matcher(found.group(5)).results().forEach(it -> restricting.add(it.group(1)));
    }
    if (found.group(6) != null) {
      restricting.addAll(words(found.group(6).substring(" GROUP BY ".length())));
    }
    return Optional.of(
        new Insight(
            STATISTICS.getOrDefault(found.group(1), ""),
            found.group(2),
            found.group(3),
            words(found.group(4)),
            restricting));
  }

  private static Set<String> words(String text) {
    return WORD.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }
}
