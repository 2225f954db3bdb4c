package dev.sluice.e2e.cloud.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The meters that a Java source registers, with the names that Micrometer's CloudWatch registry
/// gives them. A meter whose name or tags are parameters of a method is looked up at each call of
/// that method in the same file.
final class MeterSource {
  private static final Pattern CONSTANT = Pattern.compile("String (\\w+) =\\s*(\"[^\"]*\");");
  private static final Pattern METER =
      Pattern.compile(
          "\\b(\\w*Gauge|\\w*Counter|Timer|DistributionSummary)\\s*\\.builder\\("
              + "|\\bregistry\\s*\\.(counter|timer|summary|gauge)\\(");
  private static final Pattern TAGS = Pattern.compile("\\.tags?\\(");
  private static final Pattern ROW = Pattern.compile("\\bRow\\.of\\(\\s*Tags\\.of\\(");
  private static final Pattern AS_IT_IS = Pattern.compile("\\.metricName\\((\\w+)\\)");
  private static final Pattern METHOD =
      Pattern.compile("(?m)^  (?:[\\w<>.,@\\[\\]]+ )+(\\w+)\\(([^()]*)\\)[^;{]*\\{");

  private final String source;
  private final Map<String, String> constants = new HashMap<>();
  private final Set<Metric> metrics = new LinkedHashSet<>();

  private MeterSource(String source) {
    this.source = source;
    CONSTANT
        .matcher(source)
        .results()
        .forEach(found -> constants.put(found.group(1), unquoted(found.group(2))));
  }

  static Set<Metric> metrics(String source) {
    MeterSource it = new MeterSource(source);
    METER.matcher(source).results().forEach(it::add);
    AS_IT_IS
        .matcher(source)
        .results()
        .flatMap(found -> Expressions.value(found.group(1), it.constants).stream())
        .forEach(name -> it.metrics.add(new Metric(name, Set.of())));
    return it.metrics;
  }

  private void add(MatchResult found) {
    List<String> arguments = Expressions.arguments(source, found.end());
    boolean isBuilder = found.group(1) != null;
    List<String> tags = isBuilder ? chained(found.end()) : listed(arguments);
    if ("MultiGauge".equals(found.group(1))) {
      ROW.matcher(source)
          .results()
          .findFirst()
          .ifPresent(row -> tags.addAll(Expressions.arguments(source, row.end())));
    }
    List<String> suffixes = suffixes(isBuilder ? found.group(1) : found.group(2));
    if (put(arguments.getFirst(), tags, suffixes, constants)) {
      return;
    }
    boolean isKnown = false;
    for (Call call : calls(found.start())) {
      isKnown |= put(arguments.getFirst(), call.expanded(tags), suffixes, call.known());
    }
    if (!isKnown) {
      throw new IllegalArgumentException(
          "what %s is called is not to be seen: a literal, a constant or a parameter would be"
              .formatted(arguments.getFirst()));
    }
  }

  private boolean put(
      String name, List<String> tags, List<String> suffixes, Map<String, String> known) {
    Set<String> dimensions = new LinkedHashSet<>();
    for (int i = 0; i < tags.size(); i += 2) {
      var key = Expressions.value(tags.get(i), known);
      if (key.isEmpty()) {
        return false;
      }
      dimensions.add(key.get());
    }
    var text = Expressions.value(name, known);
    text.ifPresent(
        it -> suffixes.forEach(suffix -> metrics.add(new Metric(it + "." + suffix, dimensions))));
    return text.isPresent();
  }

  /// Keys and values of what a builder is given before it registers.
  private List<String> chained(int from) {
    int end = source.indexOf(".register(", from);
    List<String> tags = new ArrayList<>();
    TAGS.matcher(source)
        .region(from, end)
        .results()
        .forEach(found -> tags.addAll(Expressions.arguments(source, found.end())));
    return tags;
  }

  private static List<String> listed(List<String> arguments) {
    List<String> rest = arguments.subList(1, arguments.size());
    String first = rest.isEmpty() ? "" : rest.getFirst();
    return first.startsWith("Tags.of(") ? Expressions.arguments(first, "Tags.of(".length()) : rest;
  }

  /// What the parameters of a method are at one call of it.
  private record Call(Map<String, String> known, String rest, List<String> others) {
    List<String> expanded(List<String> tags) {
      return tags.equals(List.of(rest)) ? others : tags;
    }
  }

  private List<Call> calls(int at) {
    List<Call> calls = new ArrayList<>();
    MatchResult method =
        METHOD
            .matcher(source)
            .results()
            .filter(m -> m.start() < at)
            .reduce((a, b) -> b)
            .orElseThrow();
    List<String> parameters = List.of(method.group(2).split(","));
    Pattern call = Pattern.compile("(?<![.\\w] ?)" + method.group(1) + "\\(");
    for (MatchResult found : call.matcher(source).results().toList()) {
      if (found.start() < method.start() || found.start() > method.end()) {
        calls.add(bound(parameters, Expressions.arguments(source, found.end())));
      }
    }
    return calls;
  }

  private Call bound(List<String> parameters, List<String> arguments) {
    Map<String, String> known = new HashMap<>(constants);
    for (int i = 0; i < parameters.size() && i < arguments.size(); i++) {
      String parameter = parameters.get(i).strip();
      String name = parameter.substring(parameter.lastIndexOf(' ') + 1);
      if (parameter.contains("...")) {
        return new Call(known, name, arguments.subList(i, arguments.size()));
      }
      Expressions.value(arguments.get(i), constants).ifPresent(it -> known.put(name, it));
    }
    return new Call(known, "", List.of());
  }

  private static List<String> suffixes(String kind) {
    return switch (kind) {
      case "Counter", "FunctionCounter", "counter" -> List.of("count");
      case "Timer", "DistributionSummary", "timer", "summary" ->
          List.of("count", "sum", "avg", "max");
      default -> List.of("value");
    };
  }

  private static String unquoted(String literal) {
    return literal.substring(1, literal.length() - 1);
  }
}
