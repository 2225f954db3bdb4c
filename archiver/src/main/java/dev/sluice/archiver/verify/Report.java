package dev.sluice.archiver.verify;

import java.time.Instant;
import java.util.Optional;

/// What a reconciliation found.
///
/// @param scanned when the table of events had been read
/// @param watermark of the archive when it was read
/// @param unnamedLetters dead letters of the archiver that name no event: one of them may be what
///   is missing
/// @param erasing whether an erasure was under way
public record Report(
    Findings findings,
    Verdict verdict,
    Instant scanned,
    Optional<Instant> watermark,
    long unnamedLetters,
    boolean erasing) {

  /// How it ends.
  public enum Verdict {
    /// Every event is accounted for.
    EVEN(0),
    /// Events are missing, or erased ones are there.
    DIFFERENT(1),
    /// Somebody is still on the way.
    UNDECIDED(3);

    private final int exitCode;

    Verdict(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }
}
