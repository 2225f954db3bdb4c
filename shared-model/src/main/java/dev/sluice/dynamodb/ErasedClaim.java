package dev.sluice.dynamodb;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/// What an erasure leaves of a claim: its id stays taken, so that a re-send is ignored, and nothing
/// in it tells of the device or of what it said. The date and the type are for adding up what was
/// stored.
///
/// @param eventDate the UTC date of the event's time
/// @param expiresAt as the claim had it
public record ErasedClaim(UUID eventId, LocalDate eventDate, String eventType, Instant expiresAt)
    implements HeldId {
  /// The attribute that only these have.
  public static final String ERASED = "erased";

  public static final TableSchema<ErasedClaim> SCHEMA =
      TableSchema.builder(ErasedClaim.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              a ->
                  a.name(Claim.EVENT_ID)
                      .getter(claim -> claim.eventId().toString())
                      .setter((b, value) -> b.eventId = UUID.fromString(value))
                      .tags(StaticAttributeTags.primaryPartitionKey()))
          .addAttribute(
              Boolean.class, a -> a.name(ERASED).getter(claim -> true).setter((b, fixed) -> {}))
          .addAttribute(
              String.class,
              a ->
                  a.name("event_date")
                      .getter(claim -> claim.eventDate().toString())
                      .setter((b, value) -> b.eventDate = LocalDate.parse(value)))
          .addAttribute(
              String.class,
              a ->
                  a.name(Claim.EVENT_TYPE)
                      .getter(ErasedClaim::eventType)
                      .setter((b, value) -> b.eventType = value))
          .addAttribute(
              Long.class,
              a ->
                  a.name(Tables.EXPIRES_AT)
                      .getter(claim -> claim.expiresAt().getEpochSecond())
                      .setter((b, value) -> b.expiresAt = Instant.ofEpochSecond(value)))
          .build();

  public static ErasedClaim of(Claim claim) {
    return new ErasedClaim(
        claim.eventId(), claim.eventDate(), claim.eventType(), claim.expiresAt());
  }

  static final class Builder {
    private @Nullable UUID eventId;
    private @Nullable LocalDate eventDate;
    private @Nullable String eventType;
    private @Nullable Instant expiresAt;

    ErasedClaim build() {
      return new ErasedClaim(
          present(eventId, Claim.EVENT_ID),
          present(eventDate, "event_date"),
          present(eventType, Claim.EVENT_TYPE),
          present(expiresAt, Tables.EXPIRES_AT));
    }

    private static <T> T present(@Nullable T value, String attribute) {
      return Objects.requireNonNull(value, () -> "no " + attribute + " in the erased claim");
    }
  }
}
