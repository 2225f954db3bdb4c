package dev.sluice.e2e.cloud.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What each check says of a mistake: the file, the line where it stands, and what would fit.
class BrokenManifestsTest {
  /// The file, what is right in it, what stands there instead, and what is said of it.
  private static final String MISTAKES =
      """
      base/consumer/deployment.yaml | minReadySeconds: 10 | minReadySecond: 10 | has no member "minReadySecond"; like it are minReadySeconds
      base/consumer/deployment.yaml | revisionHistoryLimit: 5 | revisionHistoryLimit: '5' | "5" is not a whole number
      base/consumer/deployment.yaml | type: RollingUpdate | type: Rolling | "Rolling" is not one of RollingUpdate, Recreate
      base/consumer/deployment.yaml | requests: { cpu: 500m | requests: { cpu: half | "half" is not a quantity such as 500m, 2 or 1Gi
      base/ingest/network-policy.yaml | protocol: UDP | protocol: UPD | "UPD" is not one of TCP, UDP, SCTP
      base/ingest/ingress.yaml | pathType: Prefix | pathTipe: Prefix | has no member "pathTipe"; like it are pathType
      base/jobs/compaction.yaml | concurrencyPolicy: Forbid | concurrencyPolicy: Deny | "Deny" is not one of Allow, Forbid, Replace
      base/archiver/scaled-object.yaml | pollingInterval: 60 | pollInterval: 60 | has no member "pollInterval"; like it are pollingInterval
      base/archiver/scaled-object.yaml | targetMetricValue: "30000" | targetMetricValue: 30000 | 30000 is not a text
      base/archiver/scaled-object.yaml | currentReplicasIfHigher | ifHigher | "ifHigher" is not one of static, currentReplicas
      base/common/trigger-authentication.yaml | provider: aws | provider: aws-eks | "aws-eks" is not one of aws
      base/consumer/service.yaml | name: consumer } | name: consumers } | selects no pods with {"app.kubernetes.io/name":"consumers"}
      base/consumer/pod-disruption-budget.yaml | matchLabels: { app.kubernetes.io/name: consumer } | matchLabels: { app: consumer } | pods have [app.kubernetes.io/name=archive-compact
      base/consumer/service.yaml | targetPort: management | targetPort: managment | "managment" is no port of the pods of consumer; theirs are management
      base/ingest/service.yaml | targetPort: datagrams, protocol: UDP | targetPort: datagrams, protocol: TCP | port datagrams of the pods of ingest is UDP, not TCP
      base/ingest/network-policy.yaml | protocol: TCP, port: http | protocol: TCP, port: https | "https" is no port of the pods of ingest; theirs are http, datagrams
      base/query-api/ingress.yaml | service: { name: query-api | service: { name: query | there is no Service "query"; there are
      base/archiver/deployment.yaml | containerPort: 8082 | containerPort: 8081 | 8081/TCP is not where archiver listens: {management=8082/TCP}
      base/archiver/deployment.yaml | path: /health/readiness | path: /health/ready | readinessProbe asks at "/health/ready", where archiver does not answer; it does at
      base/ingest/service.yaml | path: /health/readiness | path: /ready | the load balancer asks at "/ready"; ingest answers at
      base/common.env | SLUICE_MANAGEMENT_HOST | SLUICE_MANAGMENT_HOST | no service has a setting SLUICE_MANAGMENT_HOST; like it are SLUICE_MANAGEMENT_HOST
      overlays/dev/settings.env | RETENTION=P1D | RETENTION=1d | SLUICE_CONSUMER_EVENTS_RETENTION is "1d"; it takes a duration such as PT15M or P7D
      overlays/dev/settings.env | MIN_AGE=P1D | MIN_AGE=P2D | events between P1D and P2D of age would be found nowhere; at most P1D fits
      base/query-api/deployment.yaml | name: SLUICE_QUERY_CURSOR_KEY | name: SLUICE_QUERY_CURSORKEY | like it are SLUICE_QUERY_CURSOR_KEY
      base/jobs/compaction.yaml | $(SLUICE_ARCHIVER_BUCKET) | $(SLUICE_ARCHIVE_BUCKET) | $(SLUICE_ARCHIVE_BUCKET) is no setting; like it are SLUICE_ARCHIVER_BUCKET
      base/consumer/deployment.yaml | runAsNonRoot: true | runAsNonRoot: false | securityContext/runAsNonRoot has to be true
      base/consumer/deployment.yaml | readOnlyRootFilesystem: true | readOnlyRootFilesystem: false | securityContext/readOnlyRootFilesystem has to be true
      base/consumer/deployment.yaml | terminationGracePeriodSeconds: 90 | terminationGracePeriodSeconds: 30 | terminationGracePeriodSeconds has to be 90
      base/consumer/deployment.yaml | limits: { memory: 1Gi | limits: { memory: 2Gi | memory has to be requested in full
      base/archiver/deployment.yaml | name: spool, mountPath | name: spol, mountPath | "spol" is no volume; there are tmp, spool
      base/jobs/compaction.yaml | registry/tools:version | registry/archive:version | there is no repository "archive" for archive-compact; Terraform makes
      base/jobs/compaction.yaml | serviceAccountName: archive-jobs | serviceAccountName: jobs | "jobs" has no role; Terraform gives one to archive-jobs, archiver
      overlays/dev/terraform.env | MODE=jwt | MODE=off | SLUICE_SECURITY_MODE is "off"; pods are given no API keys, so only jwt fits
      overlays/dev/release.env | CONSUMER_SHARDS_MAX=4 | CONSUMER_SHARDS_MAX=0 | CONSUMER_SHARDS_MAX is "0"; it takes the most shards of the stream
      base/query-api/scaled-object.yaml | ignoreNullValues: "false" | ignoreNullValues: "true" | no value has to be a breach
      base/query-api/scaled-object.yaml | sluice.query.reads.value | sluice.query.read.value | no service publishes "sluice.query.read.value"; like it are sluice.query.reads.value
      base/consumer/scaled-object.yaml | namespace: Sluice | namespace: sluice | services publish in "Sluice", not in "sluice"
      base/consumer/scaled-object.yaml | metricCollectionTime: "300" | metricCollectionTime: "90" | "90" is no multiple of metricStatPeriod, 60
      base/consumer/scaled-object.yaml | metricStat: Maximum | metricsStat: Maximum | aws-cloudwatch takes no "metricsStat"; like it are metricStat
      base/consumer/horizontal-pod-autoscaler.yaml | averageValue: 30k | averageValue: 60k | averageValue is "60k"; KEDA makes it "30k"
      base/consumer/horizontal-pod-autoscaler.yaml | stabilizationWindowSeconds: 900 | stabilizationWindowSeconds: 300 | stabilizationWindowSeconds is 300; KEDA makes it 900
      base/consumer/deployment.yaml | revisionHistoryLimit: 5 | replicas: 3 | each apply would undo what the autoscaler did; leave it out
      """;

  @TempDir private Path folder;

  private record Mistake(String file, String right, String wrong, String message) {
    static Mistake of(String line) {
      String[] cells = line.split(" \\| ", 4);
      return new Mistake(cells[0].strip(), cells[1], cells[2], cells[3]);
    }
  }

  @TestFactory
  Stream<DynamicTest> aMistakeIsNamedWithWhatWouldFit() throws IOException, InterruptedException {
    Kubectl.assumed();
    List<DynamicTest> tests = new ArrayList<>();
    for (List<Mistake> together : batches()) {
      Path k8s = Overlay.copy(OverlaysTest.K8S, folder.resolve(String.valueOf(tests.size())));
      List<Place> places = new ArrayList<>();
      for (Mistake mistake : together) {
        places.add(replace(k8s, mistake.file(), mistake.right(), mistake.wrong()));
      }
      List<Finding> said = Checks.run(Overlay.render(k8s, "dev"));
      for (int i = 0; i < together.size(); i++) {
        Mistake mistake = together.get(i);
        Place place = places.get(i);
        tests.add(
            DynamicTest.dynamicTest(
                mistake.file() + ": " + mistake.wrong(),
                () -> isSaid(said, place, mistake.message())));
      }
    }
    return tests.stream();
  }

  private static void isSaid(List<Finding> said, Place place, String message) {
    assertThat(said)
        .as("%s %s", place, message)
        .anyMatch(finding -> finding.place().equals(place) && finding.message().contains(message));
  }

  /// As many mistakes at a time as are in different files: rendering takes longer than looking.
  private static List<List<Mistake>> batches() {
    List<List<Mistake>> batches = new ArrayList<>();
    for (Mistake mistake : MISTAKES.lines().map(Mistake::of).toList()) {
      List<Mistake> batch =
          batches.stream()
              .filter(other -> other.stream().noneMatch(one -> one.file().equals(mistake.file())))
              .findFirst()
              .orElseGet(() -> {
                List<Mistake> another = new ArrayList<>();
                batches.add(another);
                return another;
              });
      batch.add(mistake);
    }
    return batches;
  }

  @Test
  void whatIsMissingIsNamedWhereItBelongs() throws IOException, InterruptedException {
    Kubectl.assumed();
    Path k8s = Overlay.copy(OverlaysTest.K8S, folder);
    Place path = replace(k8s, "base/ingest/ingress.yaml", "pathType: Prefix", "");
    replace(k8s, "overlays/dev/terraform.env", "SLUICE_INGEST_STREAM=sluice-events", "");
    List<Finding> said = Checks.run(Overlay.render(k8s, "dev"));
    isSaid(
        said,
        new Place(path.file(), path.line() - 1),
        "\"pathType\" is missing, which V1HTTPIngressPath needs");
    isSaid(
        said,
        new Place("k8s/overlays/dev/terraform.env", 1),
        "SLUICE_INGEST_STREAM is missing, which pods need");
  }

  @Test
  void aPatchThatIsWrongIsNamedInsteadOfWhatItChanges() throws IOException, InterruptedException {
    Kubectl.assumed();
    Path k8s = Overlay.copy(OverlaysTest.K8S, folder);
    Place patch =
        replace(
            k8s,
            "overlays/prod/kustomization.yaml",
            "maxReplicas, value: 12",
            "maxReplicas, value: 9");
    assertThat(Checks.run(Overlay.render(k8s, "prod")))
        .contains(
            new Finding(
                patch, "HorizontalPodAutoscaler ingest: /spec/maxReplicas is 9; KEDA makes it 12"));
  }

  private static Place replace(Path k8s, String file, String right, String wrong)
      throws IOException {
    List<String> lines = Files.readAllLines(k8s.resolve(file));
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(right)) {
        lines.set(i, lines.get(i).replace(right, wrong));
        Files.write(k8s.resolve(file), lines);
        return new Place("k8s/" + file, i + 1);
      }
    }
    throw new AssertionError(file + " has no \"" + right + "\"");
  }
}
