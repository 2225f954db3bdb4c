package dev.sluice.consumer.pipeline;

import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.Event;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Retention;
import java.util.UUID;

/// An event that nothing but the store can refuse any more, with the claim it will lay on its id.
///
/// @param origin where it came from, should it end as a dead letter
public record Candidate(StoredEvent item, Claim claim, Origin origin) {

  static Candidate of(Event event, Fingerprint fingerprint, Origin origin, Retention retention) {
    String position = origin.position().text();
    StoredEvent item = new StoredEvent(event, position, retention.eventExpiry(event));
    return new Candidate(
        item,
        new Claim(
            event.eventId(),
            event.key(),
            event.eventType(),
            fingerprint,
            position,
            item.expiresAt(),
            retention.claimExpiry(event)),
        origin);
  }

  UUID eventId() {
    return claim.eventId();
  }
}
