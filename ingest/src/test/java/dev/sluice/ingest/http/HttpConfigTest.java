package dev.sluice.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HttpConfigTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void theFilesSetTheDefaultsAndTheServicesOwnComesLast() {
    try (TestServer server = TestServer.start()) {
      ApplicationContext context = server.server().getApplicationContext();
      assertThat(context.getBean(HttpConfig.class))
          .isEqualTo(
              new HttpConfig(
                  10_000, 4 << 20, Duration.ofSeconds(10), Duration.ofSeconds(30), 64L << 20));
      assertThat(context.getProperty("sluice.rate-limit.per-second", Integer.class))
          .contains(1_000);
    }
  }

  @Test
  void aWrongValueIsNamedWithWhatIsAccepted() {
    wrong("max-events \"0\"", 0, 1 << 20, SECOND, SECOND, 1 << 20);
    wrong("inflated-bytes \"1\"", 1, 1, SECOND, SECOND, 1 << 20);
    wrong("patience \"PT0S\"", 1, 1 << 20, Duration.ZERO, SECOND, 1 << 20);
    wrong("body-timeout \"PT1H\"", 1, 1 << 20, SECOND, Duration.ofHours(1), 1 << 20);
    wrong("pending-bytes \"9\"", 1, 1 << 20, SECOND, SECOND, 9);
  }

  private static void wrong(
      String named, int events, int inflated, Duration patience, Duration timeout, long pending) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HttpConfig(events, inflated, patience, timeout, pending))
        .withMessageContaining("sluice.ingest.http." + named);
  }
}
