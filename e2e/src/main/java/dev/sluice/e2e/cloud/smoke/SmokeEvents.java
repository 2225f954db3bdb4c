package dev.sluice.e2e.cloud.smoke;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/// What is sent: two events of a device that nobody else has, and one that takes the second's id
/// for something else, which only the store can find out.
record SmokeEvents(String device, UUID first, UUID second, Instant time) {
  static final String TYPE = "smoke";

  static SmokeEvents of(Instant now) {
    UUID first = UUID.randomUUID();
    String device = "smoke-" + first.toString().substring(0, 8);
    return new SmokeEvents(device, first, UUID.randomUUID(), now.truncatedTo(ChronoUnit.MILLIS));
  }

  List<UUID> good() {
    return List.of(first, second);
  }

  String goodBody() {
    return "[%s,%s]".formatted(event(first, 1, time), event(second, 2, time));
  }

  /// @param now by when the others may be too old to be accepted once more
  String collidingBody(Instant now) {
    return event(second, 3, now.truncatedTo(ChronoUnit.MILLIS));
  }

  private String event(UUID id, int number, Instant at) {
    return """
    {"id":"%s","event_type":"%s","device_id":"%s","processing_timestamp":"%s","event_details":{"number":%d}}\
    """
        .formatted(id, TYPE, device, at, number);
  }
}
