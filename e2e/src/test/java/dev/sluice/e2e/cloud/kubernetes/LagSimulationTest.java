package dev.sluice.e2e.cloud.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.cloud.kubernetes.LagSimulation.Numbers;
import dev.sluice.e2e.cloud.kubernetes.LagSimulation.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The numbers of the consumer's autoscaler, tried on eight hours of simulated load.
class LagSimulationTest {
  private static final int HOURS = 8;

  @TempDir private Path folder;
  private Numbers numbers = new Numbers(0, 0, 0, 0, none(), none());

  @BeforeEach
  void readTheAutoscaler() throws IOException, InterruptedException {
    Kubectl.assumed();
    numbers =
        Overlay.render(Overlay.copy(OverlaysTest.K8S, folder), "dev")
            .ofKind("HorizontalPodAutoscaler")
            .filter(autoscaler -> autoscaler.name().equals("consumer"))
            .map(autoscaler -> Numbers.of(autoscaler.at("/spec")))
            .findFirst()
            .orElseThrow();
  }

  private static LagSimulation.Direction none() {
    return new LagSimulation.Direction(0, 0, 0);
  }

  private Outcome run(Numbers with, double rate) {
    return LagSimulation.run(with, rate, with.most(), HOURS);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.6, 0.9})
  void withCpuTheFleetComesToRest(double rate) {
    Outcome outcome = run(numbers, rate);
    assertThat(outcome.changes()).isBetween(1, 3);
    assertThat(outcome.settledLeast()).isEqualTo(outcome.settledMost());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.6})
  void onLagAloneItFlaps(double rate) {
    Outcome outcome = run(numbers.onLagAlone(), rate);
    assertThat(outcome.changes()).isGreaterThan(15);
    assertThat(outcome.settledLeast()).isLessThan(outcome.settledMost());
  }

  @Test
  void whatComesToRestIsLargeEnough() {
    Outcome outcome = run(numbers, 0.6);
    assertThat(outcome.settledLeast() * 1.0).isGreaterThan(0.6 * numbers.most());
  }

  @Test
  void theSameInputIsTheSameRun() {
    assertThat(run(numbers, 0.6)).isEqualTo(run(numbers, 0.6));
  }
}
