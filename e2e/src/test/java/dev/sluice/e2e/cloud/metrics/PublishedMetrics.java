package dev.sluice.e2e.cloud.metrics;

import dev.sluice.e2e.cloud.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is in CloudWatch while Sluice runs: namespaces, metrics, and the dimensions of each.
public final class PublishedMetrics {
  private static final Pattern NAMESPACE = Pattern.compile("namespace: (\\S+)");
  private static final List<String> MODULES =
      List.of("shared-model", "stream-runtime", "consumer", "archiver", "query-api", "ingest");

  /// Micronaut's own of each request that is answered.
  private static final Set<String> REQUEST = Set.of("exception", "method", "status", "uri");

  private static final Map<String, Set<String>> STATISTICS =
      Map.of(
          "count", Set.of("Sum"),
          "sum", Set.of("Sum"),
          "avg", Set.of("Average", "Maximum", "Minimum"),
          "max", Set.of("Maximum"));

  private static final Set<String> ANY_STATISTIC =
      Set.of("Average", "Maximum", "Minimum", "SampleCount", "Sum");

  private final String namespace;
  private final Map<String, List<Metric>> metrics = new HashMap<>(AwsMetrics.byNamespace());

  private PublishedMetrics(String namespace, List<Metric> ours) {
    this.namespace = namespace;
    metrics.put(namespace, ours);
  }

  /// Read from the sources of the services.
  ///
  /// @param root of the repository
  public static PublishedMetrics read(Path root) {
    try {
      List<Metric> ours = new ArrayList<>();
      for (String suffix : List.of("count", "sum", "avg", "max")) {
        ours.add(new Metric("http.server.requests." + suffix, REQUEST));
      }
      for (String module : MODULES) {
        try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/main/java"))) {
          for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
            ours.addAll(MeterSource.metrics(Files.readString(file)));
          }
        }
      }
      Path settings =
          root.resolve("stream-runtime/src/main/resources/stream-service/application.yml");
      return new PublishedMetrics(
          NAMESPACE
              .matcher(Files.readString(settings))
              .results()
              .findFirst()
              .map(found -> found.group(1))
              .orElseThrow(),
          ours);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where services publish.
  public String namespace() {
    return namespace;
  }

  /// Of all metrics, AWS's too.
  public Set<String> names() {
    return metrics.keySet().stream()
        .flatMap(it -> names(it).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Of the metrics in a namespace.
  public Set<String> names(String in) {
    return metrics.getOrDefault(in, List.of()).stream()
        .map(Metric::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// What is wrong with asking for a metric, and what would fit.
  ///
  /// @param dimensions all of them: CloudWatch answers nothing where one lacks
  public Optional<String> complaint(String in, String name, Set<String> dimensions) {
    if (!metrics.containsKey(in)) {
      return Optional.of(
          "nothing publishes in \"%s\"; like it are %s"
              .formatted(in, Nearest.to(in, metrics.keySet())));
    }
    if (!names(in).contains(name)) {
      return Optional.of(
          "nothing publishes \"%s\" in %s; like it are %s"
              .formatted(name, in, Nearest.to(name, names(in))));
    }
    List<Metric> published =
        metrics.getOrDefault(in, List.of()).stream().filter(it -> it.name().equals(name)).toList();
    if (published.stream().anyMatch(it -> it.dimensions().equals(dimensions))) {
      return Optional.empty();
    }
    return Optional.of(
        "%s has the dimensions %s, not %s"
            .formatted(
                name,
                published.stream()
                    .map(it -> new TreeSet<>(it.dimensions()).toString())
                    .distinct()
                    .collect(Collectors.joining(" or ")),
                new TreeSet<>(dimensions)));
  }

  /// Whether a statistic says anything of a metric: a service publishes one value a minute of each,
  /// so of a count only the sum does.
  public Optional<String> complaint(String name, String statistic) {
    String suffix = name.substring(name.lastIndexOf('.') + 1);
    Set<String> fitting =
        names(namespace).contains(name)
            ? STATISTICS.getOrDefault(suffix, ANY_STATISTIC)
            : ANY_STATISTIC;
    return fitting.contains(statistic)
        ? Optional.empty()
        : Optional.of(
            "\"%s\" of %s says nothing; what does is %s"
                .formatted(statistic, name, String.join(", ", new TreeSet<>(fitting))));
  }
}
