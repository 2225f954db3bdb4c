package dev.sluice.local.kinesis.stream;

import java.time.Instant;

/// A consumer registered for enhanced fan-out.
public record RegisteredConsumer(
    String name, String arn, String streamArn, Instant created, Tags tags) {}
