package dev.sluice.consumer.pipeline;

/// What works for one shard only, and remembers something of it.
///
/// @param states refreshes the newest event of each device and type
/// @param quality counts
/// @param windows counts numbers by event time
/// @param publication tells live readers
public record ShardWork(
    StateRefresh states, QualityCount quality, WindowCount windows, Publication publication) {}
