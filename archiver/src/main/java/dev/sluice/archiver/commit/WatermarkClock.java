package dev.sluice.archiver.commit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Knows up to which time a shard is archived: every change that reached the stream before is
/// committed. Rather too early than too late.
///
/// A batch is read some batches ahead of its processing. So of a shard that is caught up, with
/// nothing open, all is known to be done that came before the batch that began so many earlier.
final class WatermarkClock {
  /// More than the library ever holds, by fan-out too.
  private static final int READ_AHEAD = 12;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Clock clock;
  private final Deque<Instant> begins = new ArrayDeque<>();
  private Optional<Instant> lastCommitted = Optional.empty();
  private Instant told = Instant.EPOCH;

  WatermarkClock(Clock clock) {
    this.clock = clock;
  }

  void batchBegins() {
    begins.addLast(clock.instant());
    if (begins.size() > READ_AHEAD + 1) {
      begins.removeFirst();
    }
  }

  /// @param arrived when the last record of the committed epoch reached the stream
  void committed(Instant arrived) {
    lastCommitted = Optional.of(arrived);
  }

  /// The watermark, if it is worth telling: at most once a second.
  ///
  /// @param open when the first record that is not committed reached the stream
  Optional<Instant> news(boolean caughtUp, Optional<Instant> open) {
    Instant now = clock.instant();
    if (Duration.between(told, now).compareTo(PAUSE) < 0) {
      return Optional.empty();
    }
    Optional<Instant> watermark = watermark(caughtUp, open);
    watermark.ifPresent(_ -> told = now);
    return watermark;
  }

  private Optional<Instant> watermark(boolean caughtUp, Optional<Instant> open) {
    boolean known = caughtUp && begins.size() > READ_AHEAD;
    Optional<Instant> read = known ? Optional.of(begins.getFirst()) : lastCommitted;
    return read.map(at -> open.filter(at::isAfter).orElse(at));
  }
}
