package dev.sluice.feed;

import dev.sluice.model.Event;

/// An event that was stored, for those who watch.
///
/// @param position the text of its [dev.sluice.model.Position]; a reader that has seen a position
///   of the shard has seen all up to it
/// @param payloadOmitted whether the payload was too large for the feed; the event then has an
///   empty object in its place, and whoever wants it asks for the event by its id
public record FeedEvent(Event event, String position, boolean payloadOmitted) {
  /// The longest payload, in UTF-8, that the feed carries.
  public static final int MAX_PAYLOAD_BYTES = 16 << 10;

  private static final String OMITTED = "{}";

  /// Leaves a payload that is too large out.
  public static FeedEvent of(Event event, String position) {
    return exceeds(event.payload())
        ? new FeedEvent(withoutPayload(event), position, true)
        : new FeedEvent(event, position, false);
  }

  /// Counts only where chars do not say it: one takes one to three bytes.
  private static boolean exceeds(String payload) {
    int chars = payload.length();
    if (chars <= MAX_PAYLOAD_BYTES / 3) {
      return false;
    }
    return chars > MAX_PAYLOAD_BYTES
        || payload.codePoints().mapToLong(FeedEvent::bytes).sum() > MAX_PAYLOAD_BYTES;
  }

  private static int bytes(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }

  private static Event withoutPayload(Event event) {
    return new Event(
        event.eventId(),
        event.deviceId(),
        event.eventType(),
        event.eventSubtype(),
        event.eventTime(),
        event.receivedTime(),
        OMITTED,
        event.source());
  }
}
