package dev.sluice.query.read;

import dev.sluice.model.Event;

/// An event and where it was found.
///
/// @param archived whether it has expired, and is a row of the archive
public record KeptEvent(Event event, boolean archived) {}
