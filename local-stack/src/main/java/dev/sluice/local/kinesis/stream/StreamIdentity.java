package dev.sluice.local.kinesis.stream;

import java.time.Instant;

/// What names a stream: a deleted and re-created stream differs in `created`.
public record StreamIdentity(String name, String arn, Instant created) {}
