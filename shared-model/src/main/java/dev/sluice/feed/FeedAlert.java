package dev.sluice.feed;

import dev.sluice.alert.Alert;

/// An alert, for those who watch.
///
/// @param position that of the event which triggered it, or of the item where none did: read once
///   as an event is
public record FeedAlert(Alert alert, String position) {}
