package dev.sluice.query.read;

import java.time.Instant;

/// A device and the minute in which an event of it was last received.
public record SeenDevice(String deviceId, Instant lastSeen) {}
