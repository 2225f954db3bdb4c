package dev.sluice.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The newest fresh events, from which duplicates and collisions are drawn: bounded in number, for
/// memory, and in age, so that Sluice still holds the claim of what is sent again.
final class RecentEvents {
  private static final int MOST = 4096;
  private static final Duration OLDEST = Duration.ofMinutes(2);

  private record Remembered(SentEvent sent, Instant due) {}

  private final @Nullable Remembered[] ring = new Remembered[MOST];
  private long added;
  private long forgotten;

  void add(SentEvent sent, Instant due) {
    ring[(int) (added++ % MOST)] = new Remembered(sent, due);
    forgotten = Math.max(forgotten, added - MOST);
  }

  /// One of those sent in the last two minutes, or null if there are none.
  @Nullable SentEvent pick(Instant now, RandomGenerator random) {
    Instant oldest = now.minus(OLDEST);
    while (forgotten < added && at(forgotten).due().isBefore(oldest)) {
      ring[(int) (forgotten++ % MOST)] = null;
    }
    return forgotten == added ? null : at(random.nextLong(forgotten, added)).sent();
  }

  private Remembered at(long number) {
    Remembered remembered = ring[(int) (number % MOST)];
    if (remembered == null) {
      throw new IllegalStateException("event " + number + " is forgotten");
    }
    return remembered;
  }
}
