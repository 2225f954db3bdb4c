package dev.sluice.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Events for tests.
public final class Events {
  public static final UUID ID = UUID.fromString("169a9a74-0c3f-4b0e-9c9c-1d2b0a6f0001");
  public static final Instant TIME = Instant.parse("2024-03-09T16:00:00.250Z");
  public static final Instant RECEIVED = Instant.parse("2024-03-09T16:00:01.500Z");

  private Events() {}

  public static Event event(@Nullable String subtype) {
    return event("device-1", "reading", subtype, TIME, RECEIVED);
  }

  public static Event at(Instant time, Instant received) {
    return event("device-1", "reading", null, time, received);
  }

  public static Event event(
      String device, String type, @Nullable String subtype, Instant time, Instant received) {
    return new Event(
        ID, device, type, subtype, time, received, "{\"v\":1.10}", Source.ADAPTER_EVENT);
  }
}
