package dev.sluice.dynamodb;

import dev.sluice.alert.Alert;
import dev.sluice.alert.AlertState;
import dev.sluice.model.Timestamps;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/// An item of the table of alerts, in the partition of the minute in which its trigger was
/// received.
///
/// @param expiresAt when it turns invisible; DynamoDB deletes it some time later
public record StoredAlert(Alert alert, Instant expiresAt) {
  public static final String MINUTE = "minute";
  public static final String ALERT_KEY = "alert_key";

  public static final TableSchema<StoredAlert> SCHEMA = schema();

  /// The partition of an alert that was received at this time.
  public static String minute(Instant receivedTime) {
    return Timestamps.format(Timestamps.minute(receivedTime));
  }

  private static TableSchema<StoredAlert> schema() {
    StaticImmutableTableSchema.Builder<StoredAlert, Builder> schema =
        TableSchema.builder(StoredAlert.class, Builder.class)
            .newItemBuilder(Builder::new, Builder::build)
            .addAttribute(
                String.class,
                a ->
                    a.name(MINUTE)
                        .getter(item -> minute(item.alert().receivedTime()))
                        .setter((b, derived) -> {})
                        .tags(StaticAttributeTags.primaryPartitionKey()))
            .addAttribute(
                String.class,
                a ->
                    a.name(ALERT_KEY)
                        .getter(item -> item.alert().alertKey().toString())
                        .setter((b, value) -> b.alertKey = UUID.fromString(value))
                        .tags(StaticAttributeTags.primarySortKey()))
            .addAttribute(
                Long.class,
                a ->
                    a.name(Tables.EXPIRES_AT)
                        .getter(item -> item.expiresAt().getEpochSecond())
                        .setter((b, value) -> b.expiresAt = Instant.ofEpochSecond(value)));
    text(schema, "rule", Alert::rule, (b, value) -> b.rule = value);
    text(schema, "state", a -> a.state().text(), (b, value) -> b.state = AlertState.of(value));
    text(schema, EventAttributes.DEVICE_ID, Alert::deviceId, (b, value) -> b.deviceId = value);
    text(schema, EventAttributes.EVENT_TYPE, Alert::eventType, (b, value) -> b.eventType = value);
    text(
        schema,
        EventAttributes.RECEIVED_TIME,
        a -> Timestamps.format(a.receivedTime()),
        (b, value) -> b.receivedTime = Timestamps.parse(value));
    text(
        schema,
        EventAttributes.EVENT_ID,
        a -> a.trigger() == null ? null : a.trigger().eventId().toString(),
        (b, value) -> b.eventId = UUID.fromString(value));
    text(
        schema,
        EventAttributes.EVENT_TIME,
        a -> a.trigger() == null ? null : Timestamps.format(a.trigger().eventTime()),
        (b, value) -> b.eventTime = Timestamps.parse(value));
    text(schema, "value", Alert::value, (b, value) -> b.value = value);
    text(schema, "detail", Alert::detail, (b, value) -> b.detail = value);
    text(
        schema,
        "raised_key",
        a -> a.raisedKey() == null ? null : a.raisedKey().toString(),
        (b, value) -> b.raisedKey = UUID.fromString(value));
    return schema.build();
  }

  private static void text(
      StaticImmutableTableSchema.Builder<StoredAlert, Builder> schema,
      String name,
      Function<Alert, @Nullable String> getter,
      BiConsumer<Builder, String> setter) {
    schema.addAttribute(
        String.class, a -> a.name(name).getter(item -> getter.apply(item.alert())).setter(setter));
  }

  static final class Builder {
    private @Nullable UUID alertKey;
    private @Nullable String rule;
    private @Nullable AlertState state;
    private @Nullable String deviceId;
    private @Nullable String eventType;
    private @Nullable Instant receivedTime;
    private @Nullable UUID eventId;
    private @Nullable Instant eventTime;
    private @Nullable String value;
    private @Nullable String detail;
    private @Nullable UUID raisedKey;
    private @Nullable Instant expiresAt;

    StoredAlert build() {
      return new StoredAlert(
          new Alert(
              Objects.requireNonNull(alertKey, "no alert_key in the alert"),
              Objects.requireNonNull(rule, "no rule in the alert"),
              Objects.requireNonNull(state, "no state in the alert"),
              deviceId,
              eventType,
              Objects.requireNonNull(receivedTime, "no received_time in the alert"),
              trigger(),
              value,
              Objects.requireNonNull(detail, "no detail in the alert"),
              raisedKey),
          Objects.requireNonNull(expiresAt, "no expires_at in the alert"));
    }

    private Alert.@Nullable Trigger trigger() {
      return eventId == null
          ? null
          : new Alert.Trigger(
              eventId, Objects.requireNonNull(eventTime, "no event_time in the alert"));
    }
  }
}
