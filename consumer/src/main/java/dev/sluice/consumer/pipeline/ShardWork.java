package dev.sluice.consumer.pipeline;

import dev.sluice.consumer.alert.AlertEvaluation;
import dev.sluice.consumer.alert.TimedRules;

/// What works for one shard only, and remembers something of it.
///
/// @param states refreshes the newest event of each device and type
/// @param quality counts
/// @param windows counts numbers by event time
/// @param publication tells live readers
/// @param alerts judges events
/// @param timed judges the passing of time
public record ShardWork(
    StateRefresh states,
    QualityCount quality,
    WindowCount windows,
    Publication publication,
    AlertEvaluation alerts,
    TimedRules timed) {}
