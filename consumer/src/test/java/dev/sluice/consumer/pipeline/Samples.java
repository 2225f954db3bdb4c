package dev.sluice.consumer.pipeline;

import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.AcceptanceWindow;
import dev.sluice.model.Event;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Position;
import dev.sluice.model.Retention;
import dev.sluice.model.Source;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Small events, claims and positions, told apart by a number.
public final class Samples {
  public static final Instant RECEIVED = Instant.parse("2026-03-01T12:00:30Z");
  public static final Retention RETENTION =
      new Retention(Duration.ofDays(7), Duration.ofDays(7), AcceptanceWindow.DEFAULT);

  private Samples() {}

  public static UUID id(int number) {
    return new UUID(0x4000L, 0x8000_0000_0000_0000L + number);
  }

  public static Position position(int sequence, int line) {
    return new Position(
        TestShard.REF.streamCreated(),
        TestShard.REF.shardId(),
        BigInteger.valueOf(sequence),
        0,
        line);
  }

  public static Event event(int id, String device, String type, Instant time) {
    return event(id, device, type, null, time);
  }

  public static Event event(
      int id, String device, String type, @Nullable String subtype, Instant time) {
    return new Event(
        id(id),
        device,
        type,
        subtype,
        time,
        RECEIVED,
        "{\"reading\":" + id + "}",
        Source.ADAPTER_EVENT);
  }

  public static Event event(int id) {
    return event(id, "device-" + id, "reading", RECEIVED.minusSeconds(id));
  }

  public static StoredEvent item(Event event, int sequence) {
    return new StoredEvent(event, position(sequence, 0).text(), RETENTION.eventExpiry(event));
  }

  public static Claim claim(int id, int sequence) {
    Event event = event(id);
    return new Claim(
        id(id),
        event.key(),
        event.eventType(),
        Fingerprint.of(event, event.payload()),
        position(sequence, 0).text(),
        RETENTION.eventExpiry(event),
        RETENTION.claimExpiry(event));
  }
}
