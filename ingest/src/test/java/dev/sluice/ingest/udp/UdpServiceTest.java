package dev.sluice.ingest.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.ingest.Ingest;
import dev.sluice.local.SystemProperties;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// UDP as a part of the service.
@Timeout(60)
class UdpServiceTest {
  private final SystemProperties aws =
      new SystemProperties(
          Map.of(
              "aws.region", "us-east-1",
              "aws.accessKeyId", "none",
              "aws.secretAccessKey", "none",
              "aws.endpointUrlKinesis", "http://127.0.0.1:1"));
  private final EmbeddedServer server =
      Ingest.start(
          Map.of(
              "micronaut.server.host", "127.0.0.1",
              "micronaut.server.port", -1,
              "sluice.environment", "local",
              "sluice.security.mode", "off",
              "sluice.ingest.sqs.enabled", false,
              "sluice.ingest.udp.host", "127.0.0.1",
              "sluice.ingest.udp.port", 0,
              "sluice.ingest.udp.pull.publishers", "127.0.0.1:9, localhost:9"));
  private final ApplicationContext context = server.getApplicationContext();

  @AfterEach
  void stop() {
    server.stop();
    aws.close();
  }

  @Test
  void itIsConfiguredAsTheDocumentSaysAndReadsDatagrams() throws IOException {
    assertThat(context.getBean(UdpConfig.class))
        .isEqualTo(
            new UdpConfig(
                true,
                "127.0.0.1",
                0,
                8 << 20,
                4 << 20,
                Duration.ofSeconds(30),
                5_000,
                10_000,
                10_000));
    assertThat(context.getBean(PullConfig.class))
        .isEqualTo(
            new PullConfig(
                List.of("127.0.0.1:9", "localhost:9"),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2)));

    InetSocketAddress at = context.getBean(UdpService.class).address().orElseThrow();
    try (DatagramSocket device = new DatagramSocket()) {
      byte[] nonsense = Sends.bytes("nonsense");
      device.send(new DatagramPacket(nonsense, nonsense.length, at));
    }
    MeterRegistry meters = context.getBean(MeterRegistry.class);
    await()
        .untilAsserted(() ->
            assertThat(
                    meters.get("sluice.ingest.udp.rejected").tag("reason", "not_json").counters())
                .extracting(Counter::count)
                .containsExactly(1.0));
  }
}
