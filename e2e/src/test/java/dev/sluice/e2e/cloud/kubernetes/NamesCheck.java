package dev.sluice.e2e.cloud.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Images and service accounts have the names that Terraform gives repositories and roles;
/// everything is in one namespace.
final class NamesCheck implements Check {
  /// Deployments and jobs, by the image that each runs.
  private static final Map<String, String> REPOSITORIES =
      Map.of(
          "consumer", "consumer",
          "archiver", "archiver",
          "query-api", "query-api",
          "ingest", "ingest",
          "archive-compact", "tools",
          "archive-verify", "tools");

  /// Those that have a Pod Identity association.
  private static final Set<String> ACCOUNTS =
      new TreeSet<>(Set.of("consumer", "archiver", "query-api", "ingest", "archive-jobs"));

  private static final Set<String> WITHOUT_NAMESPACE = Set.of("Namespace");

  private static final Pattern IMAGE = Pattern.compile("[^/]+/[^:@]+/([a-z-]+):([A-Za-z0-9._-]+)");

  static Set<String> repositories() {
    return new TreeSet<>(REPOSITORIES.values());
  }

  static Set<String> accounts() {
    return ACCOUNTS;
  }

  @Override
  public List<Finding> findings(Overlay overlay) {
    List<Finding> findings = new ArrayList<>();
    for (Pods pods : Pods.of(overlay)) {
      pods.containers().forEach(container -> image(container, findings));
      account(overlay, pods, findings);
    }
    overlay.manifests().stream()
        .filter(manifest -> !WITHOUT_NAMESPACE.contains(manifest.kind()))
        .filter(manifest -> !manifest.at("/metadata/namespace").asText().equals("sluice"))
        .forEach(manifest ->
            findings.add(
                manifest.finding(
                    "/metadata",
                    "is in %s; all is in namespace sluice"
                        .formatted(manifest.at("/metadata/namespace")))));
    return findings;
  }

  private static void image(Pods.Container container, List<Finding> findings) {
    String image = container.body().path("image").asText();
    String wanted = REPOSITORIES.getOrDefault(container.name(), "");
    Matcher matcher = IMAGE.matcher(image);
    if (!matcher.matches()) {
      findings.add(
          container.finding(
              "/image", "\"%s\" is not registry/prefix/image:version".formatted(image)));
    } else if (!matcher.group(1).equals(wanted)) {
      findings.add(
          container.finding(
              "/image",
              "there is no repository \"%s\" for %s; Terraform makes %s"
                  .formatted(
                      matcher.group(1), container.name(), new TreeSet<>(REPOSITORIES.values()))));
    } else if (matcher.group(2).equals("latest") || matcher.group(2).equals("version")) {
      findings.add(
          container.finding("/image", "\"%s\" names no version".formatted(matcher.group(2))));
    }
  }

  private static void account(Overlay overlay, Pods pods, List<Finding> findings) {
    String account = pods.spec().path("serviceAccountName").asText();
    Set<String> made =
        overlay.ofKind("ServiceAccount").map(Overlay.Manifest::name).collect(Collectors.toSet());
    if (!ACCOUNTS.contains(account)) {
      findings.add(
          pods.finding(
              "/spec/serviceAccountName",
              "\"%s\" has no role; Terraform gives one to %s"
                  .formatted(account, String.join(", ", ACCOUNTS))));
    } else if (!made.contains(account)) {
      findings.add(
          pods.finding(
              "/spec/serviceAccountName", "there is no ServiceAccount \"%s\"".formatted(account)));
    }
  }
}
