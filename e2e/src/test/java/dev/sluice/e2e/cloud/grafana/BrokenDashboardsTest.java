package dev.sluice.e2e.cloud.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What each check says of a mistake: the file, the panel, and what would fit.
class BrokenDashboardsTest {
  private static final String FILE = "grafana/dashboards/shards.json";
  private static final String IT = "panel 1 \"Lag of the consumer\"";

  /// What is right, what stands there instead the first time, and of what is said what.
  private static final String MISTAKES =
      """
      "uid": | "uuid": | dashboard | has no "uid"
      "schemaVersion": 41, | | dashboard | has no "schemaVersion"
      "id": 2, | "id": 1, | panel 1 "Lag of the archiver" | another has this id
      "x": 6, "y": 0 | "x": 5, "y": 0 | panel 2 "Lag of the archiver" | overlaps panel 1 "Lag of the consumer", which ends at row 4
      "x": 18, "y": 0, "w": 6 | "x": 18, "y": 0, "w": 7 | panel 4 "Archivers that report" | stands in columns 18 to 25; there are 0 to 24
      "description": "The largest over its shards. No data means that nobody holds one.", | | IT | has no "description"
      "unit": "ms" | "unit": "mss" | IT | has the unit "mss"; like it are ms
      "steps": [{"color": "green", "value": null} | "steps": [{"color": "green", "value": 1} | IT | has no thresholds
      "h": 4}, "datasource": {"type": "cloudwatch", "uid": "${datasource}"} | "h": 4}, "datasource": {"type": "cloudwatch", "uid": "cloudwatch"} | IT | not cloudwatch ${datasource}
      ${operations}#alarm-lag | ${operations}#alarm-lags | IT | has no section "alarm-lags"; like it are alarm-lag
      ${operations}#alarm-lag | https://example.com/ | IT | has no section "https://example.com/"
      ${operations}#alarm-lag | ${operation}#alarm-lag | IT | there is no variable "operation"; like it are operations
      "name": "shards" | "name": "shard" | variable shard | no panel uses it
      "region": "${region}" | "region": "eu-west-1" | IT query A | asks the region "eu-west-1"
      "period": "60" | "period": "10" | IT query A | has the period "10"
      "namespace": "${namespace}" | "namespace": "sluice" | IT query A | nothing publishes in "sluice"; like it are Sluice
      sluice.lag.value | sluice.lag | IT query A | nothing publishes "sluice.lag" in Sluice; like it are sluice.lag.value
      "statistic": "Sum" | "statistic": "Median" | panel 8 "Checkpoints" query A | "Median" of sluice.checkpoints.count says nothing; what does is Sum
      "dimensions": {"application" | "dimensions": {"app" | IT query A | has the dimensions [application], not [app]
      "matchExact": true | "matchExact": false | IT query A | matchExact has to be true
      "id": "bytes" | "id": "byte" | panel 9 "Share of the events stream that is used" query C | "bytes" in the expression is no query before it
      """;

  private record Mistake(String right, String wrong, String part, String message) {
    static Mistake of(String line) {
      String[] cells = line.strip().split("\\s*\\|\\s*", 4);
      return new Mistake(cells[0], cells[1], cells[2].replaceFirst("^IT\\b", IT), cells[3]);
    }
  }

  @TestFactory
  Stream<DynamicTest> aMistakeIsNamedWithWhatWouldFit() throws IOException {
    Checks checks = new Checks();
    String text = Files.readString(Checks.ROOT.resolve(FILE));
    return MISTAKES
        .lines()
        .map(Mistake::of)
        .map(mistake ->
            DynamicTest.dynamicTest(
                mistake.right() + " -> " + mistake.wrong(), () -> isSaid(checks, text, mistake)));
  }

  private static void isSaid(Checks checks, String text, Mistake mistake) {
    assertThat(text).contains(mistake.right());
    int at = text.indexOf(mistake.right());
    String broken =
        text.substring(0, at) + mistake.wrong() + text.substring(at + mistake.right().length());
    List<Finding> unread = new ArrayList<>();
    List<Finding> said = checks.findings(Dashboard.parse(FILE, broken, unread));
    assertThat(unread).isEmpty();
    assertThat(said)
        .anyMatch(finding ->
            finding.file().equals(FILE)
                && finding.part().equals(mistake.part())
                && finding.message().contains(mistake.message()));
  }

  @Test
  void aQueryOfManySeriesIsLookedAtToo() throws IOException {
    assertThat(
            ofAQuery(
                "SELECT SUM(\"sluice.events.value\") FROM SCHEMA(\"Sluice\", outcome, reason)"))
        .anyMatch(it -> it.contains("nothing publishes \"sluice.events.value\""));
    assertThat(ofAQuery("SELECT SUM(\"sluice.events.count\") FROM SCHEMA(\"Sluice\", outcome)"))
        .anyMatch(it -> it.contains("has the dimensions [outcome, reason], not [outcome]"));
    assertThat(
            ofAQuery(
                "SELECT MAX(\"sluice.events.count\") FROM SCHEMA(\"Sluice\", outcome, reason)"))
        .anyMatch(it -> it.contains("\"Maximum\" of sluice.events.count says nothing"));
    assertThat(
            ofAQuery(
                "SELECT SUM(\"sluice.events.count\") FROM SCHEMA(\"Sluice\", outcome, reason) GROUP"
                    + " BY kind"))
        .anyMatch(it -> it.contains("goes by \"kind\", which is none of [outcome, reason]"));
    assertThat(ofAQuery("SELECT 1")).anyMatch(it -> it.contains("\"SELECT 1\" is not understood"));
  }

  private static List<String> ofAQuery(String sql) throws IOException {
    String json =
        """
        {"panels": [{"id": 1, "title": "All", "targets": [{"refId": "A", "id": "a", "sqlExpression": "%s"}]}]}
        """
            .formatted(sql.replace("\"", "\\\""));
    return new Checks()
        .findings(Dashboard.parse(FILE, json, new ArrayList<>())).stream()
            .filter(finding -> finding.part().equals("panel 1 \"All\" query A"))
            .map(Finding::message)
            .toList();
  }

  @Test
  void whatIsNoJsonIsNamedWithItsLine() {
    List<Finding> unread = new ArrayList<>();
    Dashboard.parse(FILE, "{\n\"uid\": 1,\n\"uid\": 2}", unread);
    assertThat(unread)
        .singleElement()
        .asString()
        .startsWith(FILE + ": line 3: is no JSON: Duplicate field 'uid'");
  }

  @Test
  void anAlarmThatNoDashboardShowsIsNamed() {
    assertThat(Alarmed.findings(Set.of("sluice.lag.value"), List.of()))
        .singleElement()
        .hasToString(
            Alarmed.FILE
                + ": sluice.lag.value: no dashboard shows what this alarm goes by; a panel would");
  }
}
