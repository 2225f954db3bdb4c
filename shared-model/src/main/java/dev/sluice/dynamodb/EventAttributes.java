package dev.sluice.dynamodb;

import dev.sluice.model.Event;
import dev.sluice.model.Source;
import dev.sluice.model.Timestamps;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTag;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/// The members of an event as attributes, in every table that holds one. Readers that do not go
/// through a table schema, and the archive's columns, take the names from here.
public final class EventAttributes {
  public static final String EVENT_ID = "event_id";
  public static final String DEVICE_ID = "device_id";
  public static final String EVENT_TYPE = "event_type";
  public static final String EVENT_SUBTYPE = "event_subtype";
  public static final String EVENT_TIME = "event_time";
  public static final String RECEIVED_TIME = "received_time";
  public static final String PAYLOAD = "payload";
  public static final String SOURCE = "source";

  static final TableSchema<Event> SCHEMA =
      schema(new StaticAttributeTag[0], new StaticAttributeTag[0]);

  /// For the table whose key is the device and the type.
  static final TableSchema<Event> KEYED_BY_DEVICE_AND_TYPE =
      schema(
          new StaticAttributeTag[] {StaticAttributeTags.primaryPartitionKey()},
          new StaticAttributeTag[] {StaticAttributeTags.primarySortKey()});

  private EventAttributes() {}

  private static TableSchema<Event> schema(
      StaticAttributeTag[] onDevice, StaticAttributeTag[] onType) {
    StaticImmutableTableSchema.Builder<Event, Builder> schema =
        TableSchema.builder(Event.class, Builder.class)
            .newItemBuilder(Builder::new, Builder::build)
            .addAttribute(
                String.class,
                a ->
                    a.name(DEVICE_ID)
                        .getter(Event::deviceId)
                        .setter(Builder::deviceId)
                        .tags(onDevice))
            .addAttribute(
                String.class,
                a ->
                    a.name(EVENT_TYPE)
                        .getter(Event::eventType)
                        .setter(Builder::eventType)
                        .tags(onType));
    text(schema, EVENT_ID, event -> event.eventId().toString(), Builder::eventId);
    text(schema, EVENT_SUBTYPE, Event::eventSubtype, Builder::eventSubtype);
    text(schema, EVENT_TIME, event -> Timestamps.format(event.eventTime()), Builder::eventTime);
    text(
        schema,
        RECEIVED_TIME,
        event -> Timestamps.format(event.receivedTime()),
        Builder::receivedTime);
    text(schema, PAYLOAD, Event::payload, Builder::payload);
    text(schema, SOURCE, event -> event.source().text(), Builder::source);
    return schema.build();
  }

  private static void text(
      StaticImmutableTableSchema.Builder<Event, Builder> schema,
      String name,
      Function<Event, @Nullable String> getter,
      BiConsumer<Builder, String> setter) {
    schema.addAttribute(String.class, a -> a.name(name).getter(getter).setter(setter));
  }

  static final class Builder {
    private @Nullable UUID eventId;
    private @Nullable String deviceId;
    private @Nullable String eventType;
    private @Nullable String eventSubtype;
    private @Nullable Instant eventTime;
    private @Nullable Instant receivedTime;
    private @Nullable String payload;
    private @Nullable Source source;

    void eventId(String value) {
      eventId = UUID.fromString(value);
    }

    void deviceId(String value) {
      deviceId = value;
    }

    void eventType(String value) {
      eventType = value;
    }

    void eventSubtype(String value) {
      eventSubtype = value;
    }

    void eventTime(String value) {
      eventTime = Timestamps.parse(value);
    }

    void receivedTime(String value) {
      receivedTime = Timestamps.parse(value);
    }

    void payload(String value) {
      payload = value;
    }

    void source(String value) {
      source = Source.of(value);
    }

    Event build() {
      return new Event(
          present(eventId, EVENT_ID),
          present(deviceId, DEVICE_ID),
          present(eventType, EVENT_TYPE),
          eventSubtype,
          present(eventTime, EVENT_TIME),
          present(receivedTime, RECEIVED_TIME),
          present(payload, PAYLOAD),
          present(source, SOURCE));
    }

    private static <T> T present(@Nullable T value, String attribute) {
      return Objects.requireNonNull(value, () -> "no " + attribute + " in the item");
    }
  }
}
