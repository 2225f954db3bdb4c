package dev.sluice.archiver.verify;

import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far the consumer has come.
///
/// @param byShard the checkpoint of each shard that has a lease, by shard id
public record Checkpoints(Map<String, Checkpoint> byShard) {

  /// @param sequence everything up to it is stored; null when nothing is known to be
  /// @param ended all of the shard is
  public record Checkpoint(@Nullable BigInteger sequence, long subSequence, boolean ended) {
    /// @param text as the Kinesis Client Library writes it: a sequence number, `SHARD_END`, or
    ///   where to begin
    public static Checkpoint of(String text, long subSequence) {
      boolean number = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
      return new Checkpoint(
          number ? new BigInteger(text) : null, subSequence, text.equals("SHARD_END"));
    }

    private boolean covers(BigInteger other, long otherSub) {
      if (ended) {
        return true;
      }
      if (sequence == null) {
        return false;
      }
      int order = other.compareTo(sequence);
      return order < 0 || order == 0 && otherSub <= subSequence;
    }
  }

  public Checkpoints {
    byShard = Map.copyOf(byShard);
  }

  /// Whether what claimed an id may still be at work: its record is not checkpointed. A shard
  /// without a lease is long gone. A text that is no position is none.
  ///
  /// @param position the text of a [dev.sluice.model.Position]
  public boolean isInFlight(String position) {
    String[] parts = position.split("/", -1);
    if (parts.length != 5 || !parts[2].matches("\\d{1,60}") || !parts[3].matches("\\d{1,10}")) {
      return false;
    }
    Checkpoint checkpoint = byShard.get(parts[1]);
    return checkpoint != null
        && !checkpoint.covers(new BigInteger(parts[2]), Long.parseLong(parts[3]));
  }
}
