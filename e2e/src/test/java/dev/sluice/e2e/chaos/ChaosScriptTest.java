package dev.sluice.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.e2e.chaos.ChaosScript.Step;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChaosScriptTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void theSameSeedWritesTheSameScriptAndAnotherSeedAnother() {
    String script = ChaosScript.of(42, HOUR, 4).toString();

    assertThat(ChaosScript.of(42, HOUR, 4)).hasToString(script);
    assertThat(ChaosScript.of(43, HOUR, 4)).doesNotHaveToString(script);
  }

  @Test
  void aLongerRunBeginsLikeAShorterOne() {
    List<Step> shorter = ChaosScript.of(7, Duration.ofMinutes(5), 4).steps();
    List<Step> longer = ChaosScript.of(7, HOUR, 4).steps();

    assertThat(longer).containsAll(shorter);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anHourMeetsEveryKindOfIncident(long seed) {
    Set<Class<?>> kinds =
        ChaosScript.of(seed, HOUR, 4).steps().stream()
            .map(step -> step.incident().getClass())
            .collect(Collectors.toSet());

    assertThat(kinds).containsExactlyInAnyOrder(Incident.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theStreamNeverHasLessThanTwoShardsNorMoreThanEightNorABoundThatKinesisRefuses(long seed) {
    int open = 4;
    for (Step step : ChaosScript.of(seed, HOUR, 4).steps()) {
      int before = open;
      open =
          switch (step.incident()) {
            case Incident.ShardSplit _ -> open + 1;
            case Incident.ShardsMerged _ -> open - 1;
            case Incident.ShardCountUpdated update -> update.shards();
            default -> open;
          };
      assertThat(open).as("%s of seed %d", step, seed).isBetween(2, 8);
      assertThat(open).as("%s of seed %d", step, seed).isBetween((before + 1) / 2, 2 * before);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everythingIsOverBeforeTheQuietTail(long seed) {
    Duration length = Duration.ofSeconds(90);

    assertThat(ChaosScript.of(seed, length, 4).steps())
        .isNotEmpty()
        .allSatisfy(step -> assertThat(step.end()).isLessThanOrEqualTo(Duration.ofSeconds(75)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void oneWorkerAtATimeIsStruckWithTimeToBeReplaced(long seed) {
    List<Duration> strikes =
        ChaosScript.of(seed, HOUR, 4).steps().stream()
            .filter(step -> isOfWorkers(step.incident()))
            .map(Step::at)
            .toList();

    for (int i = 1; i < strikes.size(); i++) {
      assertThat(strikes.get(i).minus(strikes.get(i - 1)))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(9));
    }
  }

  private static boolean isOfWorkers(Incident incident) {
    return switch (incident) {
      case Incident.WorkerKilled _,
          Incident.LeaderKilled _,
          Incident.WorkerFrozen _,
          Incident.WorkerTerminated _,
          Incident.WorkerCrashed _,
          Incident.RollingRestart _ ->
          true;
      case Incident.ShardSplit _,
          Incident.ShardsMerged _,
          Incident.ShardCountUpdated _,
          Incident.Ailing _,
          Incident.Outage _,
          Incident.Spike _ ->
          false;
    };
  }

  @Test
  void aLineSaysWhenAndWhatAndForHowLong() {
    Incident incident = new Incident.Outage(Incident.Away.S3, Duration.ofMillis(6_250));

    assertThat(new Step(Duration.ofMillis(62_480), incident))
        .hasToString("1:02.4  S3 is away for 6.3 s");
  }

  @Test
  void aRunThatIsTooShortForChaosIsRefused() {
    assertThatThrownBy(() -> ChaosScript.of(1, Duration.ofSeconds(19), 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT19S is below PT20S");
  }
}
