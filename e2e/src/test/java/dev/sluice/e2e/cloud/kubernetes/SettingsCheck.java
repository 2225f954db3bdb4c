package dev.sluice.e2e.cloud.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.e2e.cloud.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Every setting is one that a service has, with a value of its type; pods are told all of them,
/// and what has no default is there.
final class SettingsCheck implements Check {
  private static final String MAP = "sluice-environment";
  private static final String MODE = "SLUICE_SECURITY_MODE";
  private static final String SECRET = "sluice-query";
  private static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Z_]+)\\)");

  /// Without these the services do not start, or serve the wrong things.
  private static final List<String> NEEDED =
      List.of(
          "AWS_REGION",
          "SLUICE_MANAGEMENT_HOST",
          "SLUICE_CLOUDWATCH",
          "SLUICE_CONSUMER_STREAM",
          "SLUICE_CONSUMER_APPLICATION",
          "SLUICE_ARCHIVER_STREAM",
          "SLUICE_ARCHIVER_APPLICATION",
          "SLUICE_INGEST_STREAM");

  private final KnownSettings known;

  SettingsCheck() {
    try {
      known = new KnownSettings();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Finding> findings(Overlay overlay) {
    List<Finding> findings = new ArrayList<>();
    Map<String, String> settings = overlay.settings();
    settings.forEach((key, value) ->
        known
            .objection(key, value)
            .ifPresent(message -> findings.add(overlay.atSetting(key, message))));
    NEEDED.stream()
        .filter(key -> !settings.containsKey(key))
        .forEach(key -> findings.add(overlay.atSetting(key, key + " is missing, which pods need")));
    String mode = settings.getOrDefault(MODE, "");
    if (!mode.equals("jwt")) {
      findings.add(
          overlay.atSetting(
              MODE,
              "%s is \"%s\"; pods are given no API keys, so only jwt fits".formatted(MODE, mode)));
    }
    for (Pods pods : Pods.of(overlay)) {
      pods.containers().forEach(container -> look(container, settings, findings));
    }
    recentHistory(overlay, settings, findings);
    return findings;
  }

  private void look(
      Pods.Container container, Map<String, String> settings, List<Finding> findings) {
    JsonNode env = container.body().path("env");
    for (int i = 0; i < env.size(); i++) {
      String at = "/env/%d/name".formatted(i);
      known
          .objection(env.get(i).path("name").asText(), env.get(i).path("value").asText("secret"))
          .ifPresent(message -> findings.add(container.finding(at, message)));
      JsonNode secret = env.get(i).at("/valueFrom/secretKeyRef");
      if (!secret.isMissingNode() && !secret.path("name").asText().equals(SECRET)) {
        findings.add(
            container.finding(
                at, "secret %s is made by nobody; there is %s".formatted(secret, SECRET)));
      }
    }
    if (!container.body().at("/envFrom/0/configMapRef/name").asText().startsWith(MAP + "-")) {
      findings.add(
          container.finding("/envFrom", "takes no settings; all come by configMapRef " + MAP));
    }
    references(container, settings, findings);
    if (container.name().equals("query-api")
        && !env.findValuesAsText("name").contains("SLUICE_QUERY_CURSOR_KEY")) {
      findings.add(
          container.finding(
              "/env", "without SLUICE_QUERY_CURSOR_KEY a cursor is good for one replica only"));
    }
  }

  private static void references(
      Pods.Container container, Map<String, String> settings, List<Finding> findings) {
    JsonNode args = container.body().path("args");
    for (int i = 0; i < args.size(); i++) {
      String at = "/args/" + i;
      REFERENCE
          .matcher(args.get(i).asText())
          .results()
          .map((MatchResult found) -> found.group(1))
          .filter(key -> !settings.containsKey(key))
          .forEach(key ->
              findings.add(
                  container.finding(
                      at,
                      "$(%s) is no setting; like it are %s"
                          .formatted(key, Nearest.to(key, settings.keySet())))));
    }
  }

  /// What is younger than this is not looked for in the archive, so it has to be in the table
  /// still.
  private static void recentHistory(
      Overlay overlay, Map<String, String> settings, List<Finding> findings) {
    String age = settings.getOrDefault("SLUICE_QUERY_ARCHIVE_MIN_AGE", "PT0S");
    String retention = settings.getOrDefault("SLUICE_CONSUMER_EVENTS_RETENTION", "P7D");
    try {
      if (Duration.parse(age).compareTo(Duration.parse(retention)) > 0) {
        findings.add(
            overlay.atSetting(
                "SLUICE_QUERY_ARCHIVE_MIN_AGE",
                "events between %s and %s of age would be found nowhere; at most %s fits"
                    .formatted(retention, age, retention)));
      }
    } catch (DateTimeParseException alreadyTold) {
      return; // with the key that is wrong
    }
  }
}
