package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void defaultsAreThoseOfProduction() {
    WorkerSettings settings = WorkerSettings.of("sluice-consumer", "sluice-events");
    assertThat(settings.start()).isEqualTo(StartPosition.TRIM_HORIZON);
    assertThat(settings.retrieval())
        .isEqualTo(new Retrieval.Polling(1_000, Duration.ofMillis(250)));
    assertThat(settings.timings()).isEqualTo(KclTimings.PRODUCTION);
    assertThat(settings.prepareLeases()).isTrue();
  }

  @Test
  void aWrongNameIsNamedTogetherWithWhatWouldDo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorkerSettings.of("a b", "stream"))
        .withMessage("application is 'a b', must match [A-Za-z0-9._-]{3,255}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorkerSettings.of("app", ""))
        .withMessage("stream is '', must match [A-Za-z0-9._-]{1,128}");
  }

  @Test
  void aBatchHasBetweenOneAndTenThousandRecords() {
    Duration idle = Duration.ofMillis(250);
    assertThat(new Retrieval.Polling(10_000, idle).maxRecords()).isEqualTo(10_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Retrieval.Polling(10_001, idle))
        .withMessage("maxRecords is 10001, must lie in 1..10000");
    assertThatIllegalArgumentException().isThrownBy(() -> new Retrieval.Polling(0, idle));
  }

  @Test
  void aBatchHoldsAnyRecordAndTheBudgetAnyRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Retrieval.Bounds(1_000_000, 24 << 20))
        .withMessage("batchBytes is 1000000, must be at least 1048576");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Retrieval.Bounds(1 << 20, 9 << 20))
        .withMessage("readBytes is 9437184, must be at least 10485760");
  }

  @Test
  void aShardIsReadAtMostFiveTimesASecond() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Retrieval.Polling(1_000, Duration.ofMillis(199)))
        .withMessage("idleBetweenReads is PT0.199S, must be at least PT0.2S");
  }

  @Test
  void theLeaderIsHeardThreeTimesPerLease() {
    KclTimings local = KclTimings.LOCAL;
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new KclTimings(
                local.leaseFailover(),
                local.assignment(),
                Duration.ofMillis(1_499),
                Duration.ofMillis(500),
                local.shardSync(),
                local.dispatch(),
                local.drain()))
        .withMessage("leaderLease is PT1.499S, must be at least PT1.5S");
  }

  @Test
  void aDeadWorkerIsNoCandidateForItsOwnLeasesWhenTheyRunOut() {
    for (KclTimings timings : List.of(KclTimings.PRODUCTION, KclTimings.LOCAL)) {
      Duration sinceRenewal = timings.leaseFailover().dividedBy(3);
      assertThat(timings.report().multipliedBy(2))
          .isLessThanOrEqualTo(timings.leaseFailover().minus(sinceRenewal));
    }
  }

  @Test
  void aDrainOfMoreThanAMinuteIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KclTimings.LOCAL.withDrain(Duration.ofSeconds(61)))
        .withMessage("drain is PT1M1S, must be at most PT1M");
  }
}
