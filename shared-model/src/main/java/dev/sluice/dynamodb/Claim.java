package dev.sluice.dynamodb;

import dev.sluice.model.EventKey;
import dev.sluice.model.Fingerprint;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/// An item of the table of event ids: who came first with this id, and where its event lies.
///
/// @param position the text of the [dev.sluice.model.Position] that claimed the id
/// @param eventExpiresAt the expiry its event was stored with; a repeated store uses it again
/// @param expiresAt when the id may be used anew
public record Claim(
    UUID eventId,
    EventKey key,
    String eventType,
    Fingerprint fingerprint,
    String position,
    Instant eventExpiresAt,
    Instant expiresAt)
    implements HeldId {
  public static final String EVENT_ID = "event_id";
  public static final String DEVICE_DAY = "device_day";
  public static final String EVENT_TYPE = "event_type";

  /// In the place of a type, for claims that were laid without one. No event type may hold a
  /// parenthesis.
  public static final String UNKNOWN_TYPE = "(unknown)";

  private static final int DATE_LENGTH = "2026-03-01".length();

  public static final TableSchema<Claim> SCHEMA =
      TableSchema.builder(Claim.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              a ->
                  a.name(EVENT_ID)
                      .getter(claim -> claim.eventId().toString())
                      .setter((b, value) -> b.eventId = UUID.fromString(value))
                      .tags(StaticAttributeTags.primaryPartitionKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(DEVICE_DAY)
                      .getter(claim -> claim.key().deviceDay())
                      .setter((b, value) -> b.deviceDay = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("event_key")
                      .getter(claim -> claim.key().eventKey())
                      .setter((b, value) -> b.eventKey = value))
          .addAttribute(
              String.class,
              a ->
                  a.name(EVENT_TYPE)
                      .getter(Claim::eventType)
                      .setter((b, value) -> b.eventType = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("fingerprint")
                      .getter(claim -> claim.fingerprint().text())
                      .setter((b, value) -> b.fingerprint = value))
          .addAttribute(
              String.class,
              a ->
                  a.name("position")
                      .getter(Claim::position)
                      .setter((b, value) -> b.position = value))
          .addAttribute(
              Long.class,
              a ->
                  a.name("event_expires_at")
                      .getter(claim -> claim.eventExpiresAt().getEpochSecond())
                      .setter((b, value) -> b.eventExpiresAt = Instant.ofEpochSecond(value)))
          .addAttribute(
              Long.class,
              a ->
                  a.name(Tables.EXPIRES_AT)
                      .getter(claim -> claim.expiresAt().getEpochSecond())
                      .setter((b, value) -> b.expiresAt = Instant.ofEpochSecond(value)))
          .build();

  /// The UTC date of the event's time.
  public LocalDate eventDate() {
    return LocalDate.parse(key.eventKey().substring(0, DATE_LENGTH));
  }

  static final class Builder {
    private @Nullable UUID eventId;
    private @Nullable String deviceDay;
    private @Nullable String eventKey;
    private @Nullable String eventType;
    private @Nullable String fingerprint;
    private @Nullable String position;
    private @Nullable Instant eventExpiresAt;
    private @Nullable Instant expiresAt;

    Claim build() {
      return new Claim(
          present(eventId, EVENT_ID),
          new EventKey(present(deviceDay, DEVICE_DAY), present(eventKey, "event_key")),
          eventType == null ? UNKNOWN_TYPE : eventType,
          new Fingerprint(present(fingerprint, "fingerprint")),
          present(position, "position"),
          present(eventExpiresAt, "event_expires_at"),
          present(expiresAt, Tables.EXPIRES_AT));
    }

    private static <T> T present(@Nullable T value, String attribute) {
      return Objects.requireNonNull(value, () -> "no " + attribute + " in the claim");
    }
  }
}
