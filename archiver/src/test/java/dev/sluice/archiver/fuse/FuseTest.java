package dev.sluice.archiver.fuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.archiver.fuse.Fuse.Outcome;
import dev.sluice.archiver.fuse.Fuse.Step;
import dev.sluice.archiver.fuse.TimeToLive.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FuseTest {
  private static final Fuse.Patience HOUR_AND_A_HALF =
      new Fuse.Patience(Duration.ofMinutes(90), true);

  private final SlowTimeToLive ttl = new SlowTimeToLive();
  private final List<Step> steps = new ArrayList<>();

  /// As DynamoDB has it: a change takes its time, and then another hour no other is taken.
  private static final class SlowTimeToLive implements TimeToLive {
    private Instant now = Instant.EPOCH;
    private State goal = State.ENABLED;
    private Instant spread = Instant.MIN;
    private Instant next = Instant.MIN;
    private Duration spreading = Duration.ofMinutes(20);
    private int taken;

    @Override
    public State state() {
      if (!now.isBefore(spread)) {
        return goal;
      }
      return goal == State.ENABLED ? State.ENABLING : State.DISABLING;
    }

    @Override
    public Answer set(boolean on) {
      if (now.isBefore(next)) {
        return Answer.TOO_SOON;
      }
      taken++;
      goal = on ? State.ENABLED : State.DISABLED;
      spread = now.plus(spreading);
      next = now.plus(Duration.ofHours(1));
      return Answer.TAKEN;
    }
  }

  private Outcome set(boolean expiring, Fuse.Patience patience) throws InterruptedException {
    Clock clock = ((InstantSource) () -> ttl.now).withZone(ZoneOffset.UTC);
    return new Fuse(
            ttl, clock, () -> ttl.now = ttl.now.plusSeconds(60), (step, state) -> steps.add(step))
        .set(expiring, patience);
  }

  @Test
  void itWaitsUntilTheChangeIsEverywhere() throws InterruptedException {
    assertThat(set(false, HOUR_AND_A_HALF)).isEqualTo(Outcome.DONE);
    assertThat(ttl.state()).isEqualTo(State.DISABLED);
    assertThat(steps).startsWith(Step.TAKEN, Step.SPREADING).doesNotContain(Step.REFUSED);
    assertThat(ttl.now).isEqualTo(Instant.EPOCH.plus(Duration.ofMinutes(20)));
  }

  @Test
  void aRefusalIsAskedAgainUntilItIsTaken() throws InterruptedException {
    set(false, HOUR_AND_A_HALF);
    assertThat(set(true, HOUR_AND_A_HALF)).isEqualTo(Outcome.DONE);
    assertThat(ttl.state()).isEqualTo(State.ENABLED);
    assertThat(steps).contains(Step.REFUSED);
    assertThat(ttl.taken).isEqualTo(2);
  }

  @Test
  void theOtherWayIsTakenAfterTheOneThatIsStillSpreading() throws InterruptedException {
    set(false, new Fuse.Patience(Duration.ZERO, false));
    assertThat(ttl.state()).isEqualTo(State.DISABLING);
    assertThat(set(true, HOUR_AND_A_HALF)).isEqualTo(Outcome.DONE);
    assertThat(ttl.state()).isEqualTo(State.ENABLED);
  }

  @Test
  void whatIsSoAlreadyIsNotChanged() throws InterruptedException {
    assertThat(set(true, HOUR_AND_A_HALF)).isEqualTo(Outcome.DONE);
    assertThat(ttl.taken).isZero();
  }

  @Test
  void begunAgainItOnlyWaits() throws InterruptedException {
    set(false, new Fuse.Patience(Duration.ZERO, false));
    assertThat(set(false, HOUR_AND_A_HALF)).isEqualTo(Outcome.DONE);
    assertThat(ttl.taken).isEqualTo(1);
  }

  @Test
  void withoutWaitingItEndsWhenTheChangeIsTakenOrRefused() throws InterruptedException {
    Fuse.Patience none = new Fuse.Patience(Duration.ZERO, false);
    assertThat(set(false, none)).isEqualTo(Outcome.TAKEN);
    assertThat(set(true, none)).isEqualTo(Outcome.REFUSED);
    assertThat(ttl.now).isEqualTo(Instant.EPOCH);
  }

  @Test
  void whatTakesTooLongIsSaidToBeUnfinished() throws InterruptedException {
    ttl.spreading = Duration.ofHours(3);
    assertThat(set(false, HOUR_AND_A_HALF)).isEqualTo(Outcome.UNFINISHED);
    assertThat(set(true, new Fuse.Patience(Duration.ofMinutes(1), true)))
        .isEqualTo(Outcome.UNFINISHED);
  }
}
