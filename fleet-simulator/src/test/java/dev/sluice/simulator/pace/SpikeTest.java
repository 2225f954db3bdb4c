package dev.sluice.simulator.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpikeTest {
  @Test
  void readsFactorPeriodAndLength() {
    assertThat(Spike.parse("5x@30s/10s"))
        .isEqualTo(new Spike(5, Duration.ofSeconds(30), Duration.ofSeconds(10)));
    assertThat(Spike.parse("0.5x@2h/250ms"))
        .isEqualTo(new Spike(0.5, Duration.ofHours(2), Duration.ofMillis(250)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "5x", "5x@30s", "x@30s/10s", "-5x@30s/10s", "5X@30s/10s", "5x@30s/10s "})
  void namesWhatIsNoSpikeAndAnExample(String text) {
    assertThatThrownBy(() -> Spike.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\"")
        .hasMessageContaining("5x@30s/10s is five-fold");
  }

  @Test
  void refusesValuesThatMakeNoSpike() {
    assertThatThrownBy(() -> Spike.parse("5x@10s/30s"))
        .hasMessageContaining("PT30S")
        .hasMessageContaining("5x@30s/10s");
    assertThatThrownBy(() -> Spike.parse("5x@10s/0s")).hasMessageContaining("PT0S");
    assertThatThrownBy(() -> Spike.parse("0x@30s/10s")).hasMessageContaining("factor 0.0");
    assertThatThrownBy(() -> Spike.parse("5x@30/10s"))
        .hasMessageContaining("\"30\"")
        .hasMessageContaining("90s is accepted");
  }

  @Test
  void isActiveForItsLengthFromTheFirstPeriodOn() {
    Spike spike = Spike.parse("5x@30s/10s");
    assertThat(spike.isActive(seconds(5))).isFalse();
    assertThat(spike.isActive(seconds(30))).isTrue();
    assertThat(spike.isActive(seconds(40) - 1)).isTrue();
    assertThat(spike.isActive(seconds(40))).isFalse();
    assertThat(spike.isActive(seconds(65))).isTrue();
  }

  private static long seconds(long count) {
    return Duration.ofSeconds(count).toNanos();
  }
}
