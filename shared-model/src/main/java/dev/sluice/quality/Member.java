package dev.sluice.quality;

import java.util.Locale;

/// What every event is to have, under the name of the canonical event; completeness goes by these.
public enum Member {
  /// Of a CloudEvent its `id` and `source`, which identify it together.
  EVENT_ID,
  /// Of an event that names none, the partition key of its record stands in.
  DEVICE_ID,
  EVENT_TYPE,
  EVENT_TIME,
  /// With at least one member. The only one whose absence does not refuse the event.
  PAYLOAD;

  private final String text = name().toLowerCase(Locale.ROOT);

  public String text() {
    return text;
  }
}
