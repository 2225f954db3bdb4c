package dev.sluice.archiver.fuse;

import dev.sluice.archiver.fuse.TimeToLive.Answer;
import dev.sluice.archiver.fuse.TimeToLive.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Switches the removal of expired events off and on. While it is off they wait in their table,
/// hidden from reads; nothing is lost, and nothing more has to be archived.
///
/// DynamoDB takes up to an hour for a change, and refuses another meanwhile.
///
/// Source:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html>
public final class Fuse {
  private final TimeToLive ttl;
  private final Clock clock;
  private final Pause pause;
  private final Listener listener;

  /// Between two looks.
  public interface Pause {
    void take() throws InterruptedException;
  }

  /// Is told what happens, again and again while it goes on.
  public interface Listener {
    void at(Step step, State state);
  }

  /// What is being done.
  public enum Step {
    /// DynamoDB still has another change to finish before it takes this one.
    REFUSED,
    /// DynamoDB has taken the change.
    TAKEN,
    /// It is not everywhere yet.
    SPREADING
  }

  /// How it ended.
  public enum Outcome {
    DONE,
    /// Taken, and not waited for.
    TAKEN,
    /// The time was over before DynamoDB took the change.
    REFUSED,
    /// The time was over before the change was everywhere.
    UNFINISHED
  }

  /// @param timeout for all of it
  /// @param untilEverywhere or only until it is taken
  public record Patience(Duration timeout, boolean untilEverywhere) {}

  public Fuse(TimeToLive ttl, Clock clock, Pause pause, Listener listener) {
    this.ttl = ttl;
    this.clock = clock;
    this.pause = pause;
    this.listener = listener;
  }

  /// May be stopped at any moment and begun again: it looks first.
  ///
  /// @param expiring whether expired events are to be removed: the fuse is on when they are not
  public Outcome set(boolean expiring, Patience patience) throws InterruptedException {
    State goal = expiring ? State.ENABLED : State.DISABLED;
    State goingThere = expiring ? State.ENABLING : State.DISABLING;
    Instant end = clock.instant().plus(patience.timeout());
    for (State state = ttl.state(); state != goal; state = ttl.state()) {
      if (state == goingThere) {
        listener.at(Step.SPREADING, state);
        if (!patience.untilEverywhere()) {
          return Outcome.TAKEN;
        }
      } else {
        // asked anew each time: nobody tells when the interval of the last change is over
        Answer answer = ttl.set(expiring);
        listener.at(answer == Answer.TAKEN ? Step.TAKEN : Step.REFUSED, state);
        if (answer == Answer.TAKEN && !patience.untilEverywhere()) {
          return Outcome.TAKEN;
        }
      }
      if (!clock.instant().isBefore(end)) {
        return state == goingThere ? Outcome.UNFINISHED : timedOut(goal, goingThere);
      }
      pause.take();
    }
    return Outcome.DONE;
  }

  private Outcome timedOut(State goal, State goingThere) {
    State last = ttl.state();
    return last == goal ? Outcome.DONE : last == goingThere ? Outcome.UNFINISHED : Outcome.REFUSED;
  }
}
