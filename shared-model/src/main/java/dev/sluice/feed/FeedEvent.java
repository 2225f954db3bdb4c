package dev.sluice.feed;

import dev.sluice.model.Event;

/// An event that was stored, for those who watch.
///
/// @param position the text of its [dev.sluice.model.Position]; a reader that has seen a position
///   of the shard has seen all up to it
/// @param payloadOmitted whether the payload was too large for the feed; the event then has an
///   empty object in its place, and whoever wants it asks for the event by its id
public record FeedEvent(Event event, String position, boolean payloadOmitted) {}
