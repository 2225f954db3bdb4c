package dev.sluice.consumer.pipeline;

import dev.sluice.dynamodb.Claim;
import dev.sluice.stream.ShardControl;
import dev.sluice.stream.ShardReleased;
import java.util.List;

/// Who holds which event id.
public interface Claims {

  /// What became of an attempt to claim an id.
  sealed interface Result {
    /// The claim that holds the id now: the one attempted, or an earlier one.
    record Holds(Claim claim) implements Result {}

    /// The event that held the id was erased, and so is whatever comes under it until its time is
    /// over.
    record Erased() implements Result {}

    /// The store will never take this claim.
    record Refused(String detail) implements Result {}
  }

  /// Claims each id unless it is held already.
  ///
  /// @param claims of different ids
  /// @return a result per claim, in order
  List<Result> claim(List<Claim> claims, ShardControl control)
      throws ShardReleased, InterruptedException;

  /// Takes a claim back, if it is still the one that holds the id.
  void release(Claim claim, ShardControl control) throws ShardReleased, InterruptedException;
}
