package dev.sluice.ingest.publish.outbox;

import java.util.List;

/// What came of a put.
public sealed interface Answer {

  /// Every record has a result, in the order of the records.
  record Answered(List<Result> results) implements Answer {
    public Answered {
      results = List.copyOf(results);
    }
  }

  /// The call failed as a whole: no answer in time, a fault of the stream, no permission, no such
  /// stream. Its records may be on the stream or not.
  ///
  /// @param code what to count it as
  record Unanswered(String code, Exception cause) implements Answer {}

  /// The stream does not accept what is in the call. None of it is on the stream.
  ///
  /// @param code what to count it as
  record Refused(String code, Exception cause) implements Answer {}

  /// What came of one record.
  sealed interface Result {
    /// It is on the stream.
    record Stored(String shardId) implements Result {}

    /// Its shard has no room now.
    record Throttled(String code) implements Result {}

    /// The stream failed over it.
    record Failed(String code) implements Result {}
  }
}
