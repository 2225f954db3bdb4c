package dev.sluice.ingest.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.local.SystemProperties;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UdpConfigTest {
  private static final UdpConfig DEFAULT =
      new UdpConfig(
          true, "0.0.0.0", 8125, 8 << 20, 4 << 20, Duration.ofSeconds(30), 5_000, 10_000, 10_000);
  private static final PullConfig NOBODY =
      new PullConfig(List.of(), Duration.ofSeconds(10), Duration.ofSeconds(2));

  private SystemProperties aws;

  @BeforeEach
  void pointAtNoStream() {
    aws =
        new SystemProperties(
            Map.of(
                "aws.region", "us-east-1",
                "aws.accessKeyId", "none",
                "aws.secretAccessKey", "none",
                "aws.endpointUrlKinesis", "http://127.0.0.1:1"));
  }

  @AfterEach
  void pointAtAws() {
    aws.close();
  }

  @Test
  void defaultsAreWhatTheDocumentSays() {
    try (ApplicationContext context = context(Map.of())) {
      assertThat(context.getBean(UdpConfig.class)).isEqualTo(DEFAULT);
      assertThat(context.getBean(PullConfig.class)).isEqualTo(NOBODY);
    }
  }

  @Test
  void everyPropertyIsBound() {
    Map<String, Object> properties =
        Map.ofEntries(
            Map.entry("sluice.ingest.udp.enabled", false),
            Map.entry("sluice.ingest.udp.host", "127.0.0.1"),
            Map.entry("sluice.ingest.udp.port", 1),
            Map.entry("sluice.ingest.udp.queue-bytes", 200_000),
            Map.entry("sluice.ingest.udp.socket-bytes", 70_000),
            Map.entry("sluice.ingest.udp.patience", "PT3S"),
            Map.entry("sluice.ingest.udp.sender-per-second", 4),
            Map.entry("sluice.ingest.udp.sender-burst", 5),
            Map.entry("sluice.ingest.udp.senders", 6),
            Map.entry("sluice.ingest.udp.pull.publishers", "10.0.0.7:8126, other:7"),
            Map.entry("sluice.ingest.udp.pull.lease", "PT8S"),
            Map.entry("sluice.ingest.udp.pull.silence", "PT9S"));
    try (ApplicationContext context = context(properties)) {
      assertThat(context.getBean(UdpConfig.class))
          .isEqualTo(
              new UdpConfig(
                  false, "127.0.0.1", 1, 200_000, 70_000, Duration.ofSeconds(3), 4, 5, 6));
      PullConfig pull = context.getBean(PullConfig.class);
      assertThat(pull)
          .isEqualTo(
              new PullConfig(
                  List.of("10.0.0.7:8126", "other:7"),
                  Duration.ofSeconds(8),
                  Duration.ofSeconds(9)));
      assertThat(pull.addresses())
          .containsExactly(
              new PullConfig.Address("10.0.0.7", 8126), new PullConfig.Address("other", 7));
    }
  }

  @Test
  void valuesThatWillNotDoAreNamed() {
    assertRefused("sluice.ingest.udp.port", "70000", "\"70000\" is not in 0..65535");
    assertRefused("sluice.ingest.udp.queue-bytes", "10", "\"10\" is not in 131072..1073741824");
    assertRefused("sluice.ingest.udp.patience", "PT0S", "\"PT0S\" is not a duration from PT1S");
    assertRefused("sluice.ingest.udp.pull.publishers", "10.0.0.7", "\"10.0.0.7\" is not host:port");
    assertRefused("sluice.ingest.udp.pull.publishers", "a:0", "\"a:0\" is not host:port");
    assertRefused("sluice.ingest.udp.pull.lease", "PT0.5S", "\"PT0.5S\" is not a duration");
  }

  private static void assertRefused(String property, String value, String message) {
    assertThatThrownBy(() -> context(Map.of(property, value)).close())
        .hasStackTraceContaining(property)
        .hasStackTraceContaining(message);
  }

  private static ApplicationContext context(Map<String, Object> properties) {
    return ApplicationContext.builder()
        .overrideConfigLocations("classpath:ingest/")
        .deduceEnvironment(false)
        .properties(properties)
        .start();
  }
}
