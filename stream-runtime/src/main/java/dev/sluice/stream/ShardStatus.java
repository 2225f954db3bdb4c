package dev.sluice.stream;

import java.time.Duration;
import java.time.Instant;

/// What is known of a shard that a worker of this process holds.
///
/// @param worker identifier of the worker
/// @param behindLatest how far the worker last was behind the tip of the shard
/// @param stage what it does now: a stage of the processor, `idle`, `checkpoint`
/// @param since when it entered that stage
/// @param lastProgress when it last finished anything
public record ShardStatus(
    String worker,
    ShardRef shard,
    Duration behindLatest,
    String stage,
    Instant since,
    Instant lastProgress) {}
