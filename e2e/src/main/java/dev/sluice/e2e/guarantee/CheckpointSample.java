package dev.sluice.e2e.guarantee;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/// What the lease table said of a shard.
///
/// @param at after the read was answered, so that everything that led to the checkpoint was before
/// @param sequenceNumber of the last record that is done, or `TRIM_HORIZON`, `LATEST`, `SHARD_END`
/// @param subSequence within that record
public record CheckpointSample(
    Instant at, String shardId, String sequenceNumber, long subSequence) {
  public static final String SHARD_END = "SHARD_END";

  public static CheckpointSample of(Instant at, String shardId, String sequenceNumber) {
    return new CheckpointSample(at, shardId, sequenceNumber, 0);
  }

  /// The last record that is done; empty where the checkpoint is a name.
  public Optional<BigInteger> sequence() {
    return !sequenceNumber.isEmpty() && Character.isDigit(sequenceNumber.charAt(0))
        ? Optional.of(new BigInteger(sequenceNumber))
        : Optional.empty();
  }

  public boolean isShardEnd() {
    return sequenceNumber.equals(SHARD_END);
  }

  /// Whether the checkpoint says that this is done.
  public boolean covers(Place place) {
    return shardId.equals(place.shardId())
        && (isShardEnd()
            || sequence()
                .filter(last -> {
                  int order = place.sequenceNumber().compareTo(last);
                  return order < 0 || (order == 0 && place.subSequence() <= subSequence);
                })
                .isPresent());
  }
}
