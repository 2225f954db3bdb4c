package dev.sluice.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class QueryConfigTest {
  private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

  @Test
  void theFileSetsTheDefaults() {
    try (EmbeddedServer server =
        QueryApi.start(
            Map.of(
                "micronaut.server.host",
                "127.0.0.1",
                "micronaut.server.port",
                -1,
                "aws.region",
                "us-east-1",
                "sluice.query.cursor-key",
                KEY,
                "sluice.security.mode",
                "api-keys",
                "sluice.security.api-keys",
                List.of(
                    Map.of(
                        "name", "reader",
                        "sha256", "ab".repeat(32),
                        "scopes", List.of("admin")))))) {
      assertThat(server.getApplicationContext().getBean(QueryConfig.class))
          .isEqualTo(
              new QueryConfig("sluice", KEY, Duration.ofDays(31), 64, Duration.ofSeconds(3)));
    }
  }

  @Test
  void aStartInProductionWithoutACursorKeyIsRefused() {
    assertThatThrownBy(() ->
            QueryApi.start(
                Map.of(
                    "micronaut.server.host", "127.0.0.1",
                    "micronaut.server.port", -1,
                    "sluice.security.mode", "api-keys")))
        .rootCause()
        .hasMessageContaining("sluice.query.cursor-key is missing");
  }

  @Test
  void aWrongValueIsNamedWithWhatIsAccepted() {
    Duration month = Duration.ofDays(31);
    Duration second = Duration.ofSeconds(1);
    wrong("not Base64", () -> new QueryConfig("s", "%%", month, 1, second));
    wrong("holds 3 bytes", () -> new QueryConfig("s", "AAAA", month, 1, second));
    wrong("max-range \"PT0S\"", () -> new QueryConfig("s", KEY, Duration.ZERO, 1, second));
    wrong("max-concurrent-requests \"0\"", () -> new QueryConfig("s", KEY, month, 0, second));
    wrong("store-timeout \"PT1H\"", () -> new QueryConfig("s", KEY, month, 1, Duration.ofHours(1)));
  }

  @Test
  void theKeyIsNotPrinted() {
    assertThat(new QueryConfig("s", KEY, Duration.ofDays(1), 1, Duration.ofSeconds(1)).toString())
        .doesNotContain(KEY);
  }

  private static void wrong(
      String message, org.assertj.core.api.ThrowableAssert.ThrowingCallable config) {
    assertThatIllegalArgumentException().isThrownBy(config).withMessageContaining(message);
  }
}
