package dev.sluice.stream.session;

import dev.sluice.stream.SequenceNumber;

/// Notes in the lease table how far a shard is done. Makes one attempt and throws nothing.
public interface Checkpointer {
  /// Everything up to and including this place is done; forgets what was prepared.
  Outcome checkpoint(SequenceNumber last);

  /// Something is about to be done up to this place: whoever starts before the next checkpoint is
  /// told the state.
  Outcome prepare(SequenceNumber last, byte[] state);

  /// Everything is done, and the shard will have no more.
  Outcome checkpointShardEnd();

  /// How an attempt went.
  sealed interface Outcome {
    /// It is noted.
    record Noted() implements Outcome {}

    /// Another worker owns the shard now: nothing was noted and nothing ever will be.
    record NotOurs() implements Outcome {}

    /// It may work when tried again.
    record Failed(Exception cause) implements Outcome {}
  }
}
