package dev.sluice.simulator;

/// One send of the fleet: the bytes, and what they mean.
///
/// @param number counts the sends of a run from 0
public record SentEvent(long number, SendKind kind, EventIdentity event, OutgoingRecord record) {}
