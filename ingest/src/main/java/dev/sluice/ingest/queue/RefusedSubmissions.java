package dev.sluice.ingest.queue;

import dev.sluice.deadletter.Letter;
import dev.sluice.ingest.submission.Reading;
import java.util.Optional;
import java.util.UUID;

/// Where submissions go that will not do. Safe for many threads.
public interface RefusedSubmissions {

  /// Keeps it for good; once more is as good as once.
  ///
  /// @throws RuntimeException if it is not kept for sure; trying again is harmless
  void keep(Delivery delivery, Reading.Refused refused);

  /// The letter of a submission that was refused; empty if none of this id was, or its letter is
  /// gone. Of several the last.
  Optional<Letter> of(UUID submissionId);
}
