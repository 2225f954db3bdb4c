package dev.sluice.query.read;

import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// Events to test with.
public final class Events {
  public static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");
  public static final Duration RETENTION = Duration.ofDays(40);

  private Events() {}

  /// @param name the same name gives the same id
  public static Event event(String device, String type, Instant time, String name) {
    return new Event(
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
        device,
        type,
        null,
        time,
        time.plusSeconds(1),
        "{\"name\":\"" + name + "\"}",
        Source.ADAPTER_EVENT);
  }

  public static StoredEvent stored(Event event) {
    return stored(event, event.receivedTime().plus(RETENTION));
  }

  public static StoredEvent stored(Event event, Instant expiresAt) {
    return new StoredEvent(event, "1/shardId-000000000000/" + event.eventId(), expiresAt);
  }
}
