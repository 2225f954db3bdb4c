package dev.sluice.e2e.cloud.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.cloud.smoke.PretendedEnvironment.Fault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmokeTest {
  private final StringWriter out = new StringWriter();

  private boolean run(PretendedEnvironment environment, SmokeTarget target, Duration patience)
      throws InterruptedException {
    try (Smoke smoke =
        new Smoke(target, environment, Clock.systemUTC(), new PrintWriter(out, true), patience)) {
      return smoke.run(true);
    }
  }

  @Test
  void whatWorksIsFollowedToItsEnd() throws IOException, InterruptedException {
    try (PretendedEnvironment environment = new PretendedEnvironment(Fault.NONE)) {
      assertThat(run(environment, environment.target(), Duration.ofMinutes(1)))
          .as("%s", out)
          .isTrue();
    }
    assertThat(out.toString().lines().filter(line -> line.startsWith("ok"))).hasSize(8);
    assertThat(out.toString()).contains("and ends as a dead letter", "both are in the archive");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NOT_READY | ingest is ready | /health/readiness answered 503",
        "REFUSES_EVENTS | are accepted | answered 503: {\"detail\":\"the stream does not answer\"}",
        "LOSES_EVENTS | they can be read | 0 of 2 found; GET http://127.0.0.1",
        "KEEPS_NO_LETTERS | and ends as a dead letter | no dead letter names",
        "CALLS_IT_SOMETHING_ELSE | and ends as a dead letter | its reason is store_refused, not id_collision",
        "ARCHIVES_NOTHING | both are in the archive | 0 of 2 found",
      })
  void whatDoesNotIsNamedWithWhatWasSeen(Fault fault, String step, String seen)
      throws IOException, InterruptedException {
    try (PretendedEnvironment environment = new PretendedEnvironment(fault)) {
      assertThat(run(environment, environment.target(), Duration.ofMillis(300))).isFalse();
    }
    assertThat(out.toString().lines().filter(line -> line.startsWith("FAIL")))
        .singleElement()
        .asString()
        .endsWith(step);
    assertThat(out.toString()).contains(seen);
  }

  @Test
  void whatWillNeverComeTrueIsNotWaitedFor() throws IOException, InterruptedException {
    try (PretendedEnvironment environment = new PretendedEnvironment(Fault.NONE)) {
      SmokeTarget stranger =
          new SmokeTarget(environment.target().ingest(), environment.target().queryApi(), Map.of());
      assertThat(run(environment, stranger, Duration.ofDays(1))).isFalse();
    }
    assertThat(out.toString()).contains("/v1/events answered 401");
  }

  @Test
  void nobodyThereIsToldAsWell() throws IOException, InterruptedException {
    SmokeTarget nobody =
        new SmokeTarget(
            URI.create("http://127.0.0.1:1"), URI.create("http://127.0.0.1:1"), Map.of());
    try (PretendedEnvironment environment = new PretendedEnvironment(Fault.NONE)) {
      assertThat(run(environment, nobody, Duration.ofMillis(1))).isFalse();
    }
    assertThat(out.toString()).contains("GET http://127.0.0.1:1/health/readiness failed");
  }

  @Test
  void credentialsGoIntoHeadersAndNowhereElse() {
    assertThat(SmokeTarget.credentials(Map.of("SLUICE_TOKEN", "t", "SLUICE_API_KEY", "k")))
        .isEqualTo(Map.of("Authorization", "Bearer t"));
    assertThat(SmokeTarget.credentials(Map.of("SLUICE_API_KEY", "k")))
        .isEqualTo(Map.of("X-Api-Key", "k"));
    assertThat(SmokeTarget.credentials(Map.of())).isEmpty();
  }
}
