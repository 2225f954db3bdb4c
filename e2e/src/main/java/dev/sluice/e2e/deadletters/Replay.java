package dev.sluice.e2e.deadletters;

import dev.sluice.deadletter.Letter;
import dev.sluice.e2e.deadletters.LetterSearch.Opened;
import dev.sluice.e2e.deadletters.Outlet.Attempt;
import dev.sluice.e2e.deadletters.Preparation.Prepared;
import dev.sluice.model.Timestamps;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiConsumer;

/// The way of a letter: look at its mark → mend → begin → send → note. Letters of a shard keep
/// their order, so those of a device do. One thread.
final class Replay {
  private final KnownMarks marks;
  private final ReplayPolicy policy;
  private final Preparation preparation;
  private final Outlet outlet;
  private final ReplayCounts counts;
  private final Clock clock;

  Replay(
      ReplayMarks marks,
      ReplayPolicy policy,
      Preparation preparation,
      Outlet outlet,
      ReplayCounts counts,
      Clock clock) {
    this.marks = new KnownMarks(marks);
    this.policy = policy;
    this.preparation = preparation;
    this.outlet = outlet;
    this.counts = counts;
    this.clock = clock;
  }

  /// @param complaints takes each letter, or object, that is left out, and why
  void take(Opened object, BiConsumer<String, String> complaints) throws InterruptedException {
    if (object.unreadable() != null) {
      counts.unreadable();
      complaints.accept(object.key(), object.unreadable());
    }
    for (Letter letter : object.letters()) {
      switch (policy.decide(marks.of(letter), clock.instant())) {
        case ReplayPolicy.Decision.AlreadySent _ -> counts.alreadySent();
        case ReplayPolicy.Decision.Unfinished(Instant since) -> {
          counts.unfinished(1);
          complaints.accept(
              LetterRef.shortOf(letter),
              "begun " + Timestamps.format(since) + " and never confirmed");
        }
        case ReplayPolicy.Decision.Send(int attempt) -> send(letter, attempt, complaints);
      }
    }
  }

  private void send(Letter letter, int attempt, BiConsumer<String, String> complaints)
      throws InterruptedException {
    switch (preparation.prepare(letter)) {
      case Prepared.LeftOut(Preparation.Obstacle obstacle, String detail) -> {
        counts.leftOut(obstacle);
        complaints.accept(LetterRef.shortOf(letter), detail);
      }
      case Prepared.Ready ready -> outlet.take(new Attempt(letter, attempt, ready));
    }
  }

  /// Sends what was gathered.
  void finish() throws InterruptedException {
    outlet.flush();
  }
}
