/// Judges events and the passing of time by rules, for one shard. Start reading at
/// [dev.sluice.consumer.alert.AlertEvaluation]; [dev.sluice.consumer.alert.TimedRules] judges when
/// nothing arrives.
@NullMarked
package dev.sluice.consumer.alert;

import org.jspecify.annotations.NullMarked;
