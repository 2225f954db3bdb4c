package dev.sluice.archive.row;

import java.math.BigInteger;
import java.time.Instant;
import java.util.regex.Pattern;

/// What a shard of the change stream commits in one step: its records from one sequence number to
/// another. The same records are the same epoch for ever, so a replay writes the same files.
///
/// @param streamCreated the incarnation of the stream, whole milliseconds
/// @param firstSequence of the first record, inclusive
/// @param lastSequence of the last record, inclusive; what the checkpoint stands at
public record Epoch(
    Instant streamCreated, String shardId, BigInteger firstSequence, BigInteger lastSequence) {
  private static final Pattern SHARD_ID = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

  public Epoch {
    streamCreated = Instant.ofEpochMilli(streamCreated.toEpochMilli());
    if (!SHARD_ID.matcher(shardId).matches()) {
      throw new IllegalArgumentException(
          "shard id \"" + shardId + "\" is not 1 to 128 of A-Z a-z 0-9 _ . -");
    }
    if (firstSequence.signum() < 0 || firstSequence.compareTo(lastSequence) > 0) {
      throw new IllegalArgumentException(
          "sequence numbers "
              + firstSequence
              + " to "
              + lastSequence
              + " are not in ascending order");
    }
  }

  /// `<stream creation in epoch millis>-<shard>-<first sequence>-<last sequence>`
  String text() {
    return streamCreated.toEpochMilli() + "-" + shardId + "-" + firstSequence + "-" + lastSequence;
  }
}
