package dev.sluice.dynamodb;

import dev.sluice.model.Event;
import dev.sluice.model.EventKey;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;

/// An item of the table of events.
///
/// @param position the text of the [dev.sluice.model.Position] it was read from
/// @param expiresAt when it turns invisible; DynamoDB deletes it some time later
public record StoredEvent(Event event, String position, Instant expiresAt) {
  public static final String DEVICE_DAY = "device_day";
  public static final String EVENT_KEY = "event_key";
  public static final String POSITION = "position";

  /// The attribute that names the layout of an item; absent means 1, the only one so far. A reader
  /// refuses a number that it does not know.
  public static final String SCHEMA_VERSION = "schema_version";

  public static final TableSchema<StoredEvent> SCHEMA =
      TableSchema.builder(StoredEvent.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              a ->
                  a.name(DEVICE_DAY)
                      .getter(item -> item.key().deviceDay())
                      .setter((builder, derived) -> {})
                      .tags(StaticAttributeTags.primaryPartitionKey()))
          .addAttribute(
              String.class,
              a ->
                  a.name(EVENT_KEY)
                      .getter(item -> item.key().eventKey())
                      .setter((builder, derived) -> {})
                      .tags(StaticAttributeTags.primarySortKey()))
          .flatten(EventAttributes.SCHEMA, StoredEvent::event, Builder::event)
          .addAttribute(
              String.class,
              a -> a.name(POSITION).getter(StoredEvent::position).setter(Builder::position))
          .addAttribute(
              Long.class,
              a ->
                  a.name(Tables.EXPIRES_AT)
                      .getter(item -> item.expiresAt().getEpochSecond())
                      .setter(Builder::expiresAt))
          .build();

  public EventKey key() {
    return event.key();
  }

  public StoredEvent withExpiry(Instant other) {
    return new StoredEvent(event, position, other);
  }

  /// The size of its item, by [ItemSize].
  public int bytes() {
    return ItemSize.bytes(SCHEMA.itemToMap(this, true));
  }

  static final class Builder {
    private @Nullable Event event;
    private @Nullable String position;
    private @Nullable Instant expiresAt;

    void event(Event value) {
      event = value;
    }

    void position(String value) {
      position = value;
    }

    void expiresAt(Long epochSeconds) {
      expiresAt = Instant.ofEpochSecond(epochSeconds);
    }

    StoredEvent build() {
      return new StoredEvent(
          Objects.requireNonNull(event, "no event in the item"),
          Objects.requireNonNull(position, "no position in the item"),
          Objects.requireNonNull(expiresAt, "no expires_at in the item"));
    }
  }
}
