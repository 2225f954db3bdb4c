package dev.sluice.consumer.pipeline;

import dev.sluice.model.Rejection;

/// What could not be stored, why, and all that is needed to send it again.
public record DeadLetter(Origin origin, Rejection rejection) {}
