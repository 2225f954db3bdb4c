package dev.sluice.ingest.queue;

import dev.sluice.ingest.submission.Reading;
import dev.sluice.model.Rejection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Dead letters in memory, which may be told to be away.
public final class InMemoryRefusedSubmissions implements RefusedSubmissions {
  private final Map<String, Reading.Refused> letters = new LinkedHashMap<>();
  private boolean away;
  private int attempts;

  public synchronized void setAway(boolean now) {
    away = now;
  }

  /// By message.
  public synchronized Map<String, Reading.Refused> letters() {
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
    letters.put(delivery.messageId(), refused);
  }

  @Override
  public synchronized Optional<Rejection> of(UUID submissionId) {
    @Nullable Rejection last = null;
    for (Reading.Refused letter : letters.values()) {
      if (submissionId.equals(letter.traces().submissionId())) {
        last = letter.rejection();
      }
    }
    return Optional.ofNullable(last);
  }
}
