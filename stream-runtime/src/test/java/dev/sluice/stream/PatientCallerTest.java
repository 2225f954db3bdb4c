package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PatientCallerTest {
  /// The greatest number that jitter may draw.
  private static final RandomGenerator GREATEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return Long.MAX_VALUE;
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  private final Control control = new Control();

  private static FaultKind classify(Throwable fault) {
    return switch (fault) {
      case IOException _ -> FaultKind.TRANSIENT;
      case IllegalArgumentException _ -> FaultKind.REFUSED_ITEM;
      default -> FaultKind.HOLDS_SHARD;
    };
  }

  private final PatientCaller caller = new PatientCaller(PatientCallerTest::classify, GREATEST);

  private static Callable<String> failing(int times, Exception fault) {
    int[] left = {times};
    return () -> {
      if (left[0]-- > 0) {
        throw fault;
      }
      return "done";
    };
  }

  @Test
  void transientFaultsAreRepeatedWithPausesThatDoubleUpToFiveSeconds() throws Exception {
    assertThat(caller.call("store", failing(9, new IOException()), control)).isEqualTo("done");
    assertThat(control.pauses)
        .extracting(Duration::toMillis)
        .containsExactly(50L, 100L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L);
    assertThat(control.outcomes).hasSize(10).endsWith("store succeeded");
  }

  @Test
  void whatSomebodyHasToMendIsRepeatedWithLongPauses() throws Exception {
    assertThat(caller.call("store", failing(6, new IllegalStateException()), control))
        .isEqualTo("done");
    assertThat(control.pauses)
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 2L, 4L, 8L, 16L, 30L);
  }

  @Test
  void aRefusalIsNotRepeated() {
    IllegalArgumentException refusal = new IllegalArgumentException("too large");
    assertThatThrownBy(() -> caller.call("store", failing(1, refusal), control))
        .isInstanceOf(CallRefused.class)
        .hasMessage("store was refused: too large")
        .hasCause(refusal);
    assertThat(control.pauses).isEmpty();
  }

  @Test
  void aCallIsGivenUpWhenTheShardHasToBeLetGo() {
    control.pausesUntilLoss = 3;
    assertThatThrownBy(() -> caller.call("store", failing(99, new IOException()), control))
        .isInstanceOf(ShardReleased.class);
    assertThat(control.outcomes).hasSize(4).containsOnly("store failed, TRANSIENT");
  }

  @Test
  void aCallIsNotBegunWhenTheShardHasGone() {
    control.held = false;
    assertThatThrownBy(() -> caller.call("store", () -> "done", control))
        .isInstanceOf(ShardReleased.class);
    assertThat(control.outcomes).isEmpty();
  }

  private static final class Control implements ShardControl {
    final List<Duration> pauses = new ArrayList<>();
    final List<String> outcomes = new ArrayList<>();
    int pausesUntilLoss = Integer.MAX_VALUE;
    boolean held = true;

    @Override
    public ShardRef shard() {
      return new ShardRef("app", "stream", Instant.EPOCH, "shardId-000000000000");
    }

    @Override
    public Optional<HashKeys> hashKeys() {
      return Optional.empty();
    }

    @Override
    public Optional<SequenceNumber> openedAfter() {
      return Optional.empty();
    }

    @Override
    public boolean mayContinue() {
      return held;
    }

    @Override
    public void enter(String stage) {}

    @Override
    public void progressed() {}

    @Override
    public void succeeded(String operation) {
      outcomes.add(operation + " succeeded");
    }

    @Override
    public void failed(String operation, FaultKind kind, Throwable cause) {
      outcomes.add("%s failed, %s".formatted(operation, kind));
    }

    @Override
    public void pause(Duration duration) throws ShardReleased {
      pauses.add(duration);
      held = pausesUntilLoss-- > 0;
      ensureHeld();
    }
  }
}
