package dev.sluice.stream;

/// Notes in the lease table how far a shard is done. Each attempt is repeated until it is noted or
/// the shard has to be let go.
public interface Commits {
  /// Everything up to and including this place is done: it never comes again. What was prepared is
  /// forgotten.
  ///
  /// @throws ShardReleased when the shard is another worker's, or has to be let go
  void commit(SequenceNumber last) throws ShardReleased;

  /// Says what is about to be done up to and including a place. Until the next [#commit] whoever
  /// opens the shard anew is told; a second announcement replaces the first.
  ///
  /// @param state of at most some 300 KB: it lies in the item of the lease
  /// @throws ShardReleased when the shard is another worker's, or has to be let go
  void prepare(SequenceNumber last, byte[] state) throws ShardReleased;
}
