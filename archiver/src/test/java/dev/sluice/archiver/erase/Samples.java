package dev.sluice.archiver.erase;

import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.deadletter.Letter;
import dev.sluice.dynamodb.Claim;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.Event;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Position;
import dev.sluice.model.RejectReason;
import dev.sluice.model.Rejection;
import dev.sluice.model.Source;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// Events told apart by a number: those up to 100 were received until [#ERASED_AT], one a second.
public final class Samples {
  /// Not in the past, so that nothing expires while a test runs.
  public static final Instant ERASED_AT = Instant.parse("2036-11-10T12:00:00Z");

  public static final Instant STREAM_CREATED = Instant.parse("2036-11-01T00:00:00Z");
  public static final String SHARD = "shardId-000000000000";
  public static final String DOOMED = "sensor-1";

  private static final int LAST_COVERED = 100;

  private Samples() {}

  public static UUID id(int number) {
    return new UUID(0x4000L, 0x8000_0000_0000_0000L + number);
  }

  public static Instant received(int number) {
    return ERASED_AT.plusSeconds(number - LAST_COVERED);
  }

  public static Event event(int number, String device, String type) {
    return new Event(
        id(number),
        device,
        type,
        null,
        received(number).minusMillis(20),
        received(number),
        "{\"reading\":" + number + "}",
        Source.ADAPTER_EVENT);
  }

  public static Event event(int number, String device) {
    return event(number, device, "reading");
  }

  public static Position position(int number) {
    return new Position(STREAM_CREATED, SHARD, BigInteger.valueOf(number), 0, 0);
  }

  public static StoredEvent item(int number, String device) {
    return new StoredEvent(
        event(number, device), position(number).text(), received(number).plus(Duration.ofDays(7)));
  }

  public static Claim claim(int number, String device) {
    Event event = event(number, device);
    return new Claim(
        event.eventId(),
        event.key(),
        event.eventType(),
        Fingerprint.of(event, event.payload()),
        position(number).text(),
        received(number).plus(Duration.ofDays(7)),
        received(number).plus(Duration.ofDays(37)));
  }

  public static ArchiveRow row(int number, String device, String type) {
    return new ArchiveRow(
        event(number, device, type), position(number).text(), received(number).plusSeconds(60));
  }

  /// A letter of the consumer's.
  public static Letter letter(int number, String partitionKey, String original) {
    return Letter.of(
        position(number),
        partitionKey,
        new Rejection(RejectReason.MISSING_MEMBER, "of a test"),
        new Letter.Times(received(number), received(number)),
        original.getBytes(StandardCharsets.UTF_8));
  }
}
