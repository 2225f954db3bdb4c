package dev.sluice.dynamodb;

import dev.sluice.model.Event;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/// An item of the table of device states: a device's newest event of one type. Newest is the
/// greatest `event_key`, so ties have one answer.
public record DeviceState(Event event) {
  public static final String EVENT_KEY = "event_key";

  public static final TableSchema<DeviceState> SCHEMA =
      TableSchema.builder(DeviceState.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .flatten(EventAttributes.KEYED_BY_DEVICE_AND_TYPE, DeviceState::event, Builder::event)
          .addAttribute(
              String.class,
              a -> a.name(EVENT_KEY).getter(DeviceState::eventKey).setter((builder, derived) -> {}))
          .build();

  public String eventKey() {
    return event.key().eventKey();
  }

  /// The size of its item, by [ItemSize].
  public int bytes() {
    return ItemSize.bytes(SCHEMA.itemToMap(this, true));
  }

  static final class Builder {
    private @Nullable Event event;

    void event(Event value) {
      event = value;
    }

    DeviceState build() {
      return new DeviceState(Objects.requireNonNull(event, "no event in the item"));
    }
  }
}
