package dev.sluice.e2e.deadletters;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which letters may be sent, by their marks. Pure.
///
/// @param again also what was sent already
/// @param resumeAfter also what somebody began at least so long ago and never confirmed; nothing of
///   that kind when null
record ReplayPolicy(boolean again, @Nullable Duration resumeAfter) {
  static final ReplayPolicy ONCE = new ReplayPolicy(false, null);

  /// What to do with a letter.
  sealed interface Decision {
    /// Send it, as this attempt.
    record Send(int attempt) implements Decision {}

    /// Kinesis took it already.
    record AlreadySent() implements Decision {}

    /// Somebody began and may have sent it, or is about to.
    record Unfinished(Instant since) implements Decision {}
  }

  Decision decide(Optional<Mark> known, Instant now) {
    if (known.isEmpty()) {
      return new Decision.Send(1);
    }
    Mark mark = known.get();
    return switch (mark.state()) {
      case SENT -> again ? new Decision.Send(mark.attempt() + 1) : new Decision.AlreadySent();
      case BEGUN ->
          resumeAfter != null && !mark.since().plus(resumeAfter).isAfter(now)
              ? new Decision.Send(mark.attempt() + 1)
              : new Decision.Unfinished(mark.since());
    };
  }
}
