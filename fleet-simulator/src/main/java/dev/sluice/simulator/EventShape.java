package dev.sluice.simulator;

import java.util.List;
import java.util.random.RandomGenerator;

/// What the events look like.
///
/// @param bytes about how large an event is, envelope included; smaller ones are padded, none is
///   cut
/// @param types drawn evenly
public record EventShape(int bytes, EnvelopeMix envelopes, List<EventType> types) {
  public static final EventShape DEFAULT =
      new EventShape(500, EnvelopeMix.EVEN, List.of(EventType.values()));
  private static final int MOST_BYTES = 300_000;

  public EventShape {
    types = List.copyOf(types);
    if (bytes < 0 || bytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          "event size " + bytes + " bytes is not in 0 to " + MOST_BYTES);
    }
    if (types.isEmpty()) {
      throw new IllegalArgumentException(
          "no event types; accepted: " + List.of(EventType.values()));
    }
  }

  EventType pickType(RandomGenerator random) {
    return types.get(random.nextInt(types.size()));
  }
}
