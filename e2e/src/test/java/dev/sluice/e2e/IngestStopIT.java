package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.e2e.aws.Resources;
import dev.sluice.e2e.aws.StreamTail;
import dev.sluice.ingest.Ingest;
import dev.sluice.local.LocalStack;
import dev.sluice.local.LocalStackOptions;
import dev.sluice.simulator.EventShape;
import dev.sluice.simulator.Fleet;
import dev.sluice.simulator.FleetRun;
import dev.sluice.simulator.FleetSettings;
import dev.sluice.simulator.FleetTimeline;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.SendLog;
import dev.sluice.simulator.http.HttpIngestPoint;
import dev.sluice.simulator.pace.Pacer;
import dev.sluice.simulator.pace.Schedule;
import dev.sluice.simulator.pace.Ticker;
import dev.sluice.simulator.udp.UdpIngestPoint;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Ingest as a process that is told to end in the midst of traffic.
@Timeout(180)
class IngestStopIT {
  private static final Duration SOON = Duration.ofMinutes(1);

  private final LocalStack stack = LocalStack.start(LocalStackOptions.ephemeral());
  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void make() {
    stack.sdkProperties().forEach(System::setProperty);
    Resources.make(2);
  }

  @AfterEach
  void close() {
    stack.close();
  }

  @Test
  void whatWasAcknowledgedOrHadArrivedIsOnTheStreamWhenTheProcessEnds() throws Exception {
    int port = freeTcp();
    int udpPort = freeUdp();
    Path log = folder.resolve("ingest.log");
    Process process = start(port, udpPort, log);
    URI uri = URI.create("http://127.0.0.1:" + port);
    try (IngestPoint posts = HttpIngestPoint.connect(uri, Optional.empty());
        IngestPoint udp = UdpIngestPoint.connect("127.0.0.1", udpPort);
        StreamTail stream = new StreamTail()) {
      await().atMost(SOON).until(() -> isReady(uri));
      SendLog posted = SendLog.remembering();
      SendLog pushed = SendLog.remembering();
      FleetRun posting = fleet(1, FleetTimeline.Limit.NONE, posts, posted);
      await().atMost(SOON).until(() -> posted.totals().acknowledged() > 300);
      fleet(2, new FleetTimeline.Limit(200, Long.MAX_VALUE), udp, pushed).await();

      process.toHandle().destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
      posting.stop(Duration.ZERO);

      stream.readOn();
      Set<Long> landed =
          stream.landed().stream().map(StreamTail.Landed::contentHash).collect(Collectors.toSet());
      assertThat(landed).containsAll(hashes(posted)).containsAll(hashes(pushed));
      assertThat(Files.readString(log)).doesNotContain("ERROR").doesNotContain("Exception");
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<Long> hashes(SendLog log) {
    return log.sends().stream()
        .filter(send -> send.acknowledgement() != null)
        .map(SendLog.Send::contentHash)
        .toList();
  }

  private Process start(int port, int udpPort, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-Dmicronaut.server.host=127.0.0.1",
            "-Dmicronaut.server.port=" + port,
            "-Dsluice.ingest.udp.host=127.0.0.1",
            "-Dsluice.ingest.udp.port=" + udpPort,
            "-Dsluice.ingest.publisher.aggregate=false", // the stream is read without KCL
            "-Dsluice.environment=local",
            "-Dsluice.security.mode=off",
            "-Dsluice.rate-limit.per-second=100000",
            "-Dsluice.rate-limit.burst=100000",
            "-cp",
            System.getProperty("java.class.path"),
            Ingest.class.getName());
    Map<String, String> environment = builder.environment();
    environment.putAll(stack.environment());
    environment.put("SLUICE_LOG", "text");
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private static FleetRun fleet(
      int seed, FleetTimeline.Limit limit, IngestPoint ingest, SendLog log) {
    FleetSettings settings =
        FleetSettings.ofSeed(seed).withShape(EventShape.DEFAULT.withDeviceWritten());
    Pacer pacer = Pacer.standard(Clock.systemUTC(), Ticker.system());
    return FleetRun.start(
        new FleetTimeline(new Fleet(settings), Schedule.steady(200), limit),
        pacer,
        ingest,
        log,
        progress -> {});
  }

  private static boolean isReady(URI uri) throws InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
                  HttpRequest.newBuilder(uri.resolve("/health/readiness")).build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freeTcp() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private static int freeUdp() throws IOException {
    try (DatagramSocket free = new DatagramSocket(0)) {
      return free.getLocalPort();
    }
  }
}
