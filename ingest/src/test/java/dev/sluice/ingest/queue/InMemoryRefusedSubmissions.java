package dev.sluice.ingest.queue;

import dev.sluice.deadletter.Letter;
import dev.sluice.ingest.submission.Reading;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Dead letters in memory, which may be told to be away.
public final class InMemoryRefusedSubmissions implements RefusedSubmissions {
  private final Map<String, Letter> letters = new LinkedHashMap<>();
  private final Map<UUID, Letter> bySubmission = new HashMap<>();
  private boolean away;
  private int attempts;

  public synchronized void setAway(boolean now) {
    away = now;
  }

  /// By message.
  public synchronized Map<String, Letter> letters() {
    return Map.copyOf(letters);
  }

  public synchronized int attempts() {
    return attempts;
  }

  @Override
  public synchronized void keep(Delivery delivery, Reading.Refused refused) {
    attempts++;
    if (away) {
      throw new IllegalStateException("told to be away");
    }
    Letter letter = SubmissionLetter.of(delivery, refused, Instant.now());
    letters.put(delivery.messageId(), letter);
    if (refused.traces().submissionId() != null) {
      bySubmission.put(refused.traces().submissionId(), letter);
    }
  }

  @Override
  public synchronized Optional<Letter> of(UUID submissionId) {
    return Optional.ofNullable(bySubmission.get(submissionId));
  }
}
