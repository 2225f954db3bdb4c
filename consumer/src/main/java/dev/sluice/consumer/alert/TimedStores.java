package dev.sluice.consumer.alert;

import dev.sluice.alert.Alert;
import dev.sluice.dynamodb.DeviceSummary;
import dev.sluice.dynamodb.RuleProgress;
import dev.sluice.dynamodb.Silence;
import dev.sluice.quality.QualityCounts;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What rules are judged by that time alone can break.
public interface TimedStores {

  /// Some devices of a bucket, by the minute in which they were last seen.
  ///
  /// @param next where to go on; null at the end
  record Page(List<DeviceSummary> devices, @Nullable String next) {}

  /// What became of an attempt to raise a silence.
  enum Raised {
    /// The alert is stored.
    NOW,
    /// Of this very minute it was raised before.
    BEFORE,
    /// The device was heard of meanwhile.
    NOT
  }

  /// Devices that were last seen in a minute of a range, oldest first; maybe a little stale.
  ///
  /// @param after exclusive, in whole minutes as `to` is
  /// @param to inclusive
  /// @param cursor of the page before; null for the first
  Page lastSeen(
      String bucket, Instant after, Instant to, @Nullable String cursor, ShardControl control)
      throws ShardReleased, InterruptedException;

  /// Stores the silence and its alert together, if the device was still last seen in that minute.
  /// So whoever notes an event of the device in its summary first, and looks for silences then,
  /// misses none.
  Raised raise(Silence silence, Alert alert, ShardControl control)
      throws ShardReleased, InterruptedException;

  /// Reads consistently.
  @Nullable RuleProgress progress(String subject, String rule, ShardControl control)
      throws ShardReleased, InterruptedException;

  /// Replaces the progress if it is still the one from before, and stores the alert with it.
  ///
  /// @param before null: there is none yet
  /// @param alert maybe none
  /// @return whether it was; if not, somebody else was faster, or it was ourselves in a call whose
  ///   answer was lost
  boolean advance(
      @Nullable RuleProgress before,
      RuleProgress after,
      @Nullable Alert alert,
      ShardControl control)
      throws ShardReleased, InterruptedException;

  /// What all shards have counted of a type.
  ///
  /// @param from the first minute, inclusive
  /// @param to exclusive
  QualityCounts counts(String eventType, Instant from, Instant to, ShardControl control)
      throws ShardReleased, InterruptedException;

  /// Up to when all shards that are known to be held have counted; the end of time where none says
  /// so.
  Instant countedUntil(ShardControl control) throws ShardReleased, InterruptedException;
}
