package dev.sluice.simulator;

import java.util.List;
import java.util.random.RandomGenerator;

/// What the events look like.
///
/// @param bytes about how large an event is, envelope included; smaller ones are padded, none is
///   cut
/// @param types drawn evenly
/// @param deviceWritten whether every event says which device it is of; without, half of the named
///   events leave that to the partition key, which only a stream has
public record EventShape(
    int bytes, EnvelopeMix envelopes, List<EventType> types, boolean deviceWritten) {
  public static final EventShape DEFAULT =
      new EventShape(500, EnvelopeMix.EVEN, List.of(EventType.values()), false);
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

  public EventShape(int bytes, EnvelopeMix envelopes, List<EventType> types) {
    this(bytes, envelopes, types, false);
  }

  public EventShape withDeviceWritten() {
    return new EventShape(bytes, envelopes, types, true);
  }

  EventType pickType(RandomGenerator random) {
    return types.get(random.nextInt(types.size()));
  }
}
