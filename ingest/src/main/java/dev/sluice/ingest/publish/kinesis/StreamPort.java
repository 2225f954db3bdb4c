package dev.sluice.ingest.publish.kinesis;

import dev.sluice.ingest.publish.StreamEntry;
import dev.sluice.ingest.publish.outbox.Answer;
import dev.sluice.ingest.publish.outbox.ShardMap;
import java.util.List;

/// A stream as its publisher needs it. Calls block; several run at a time.
interface StreamPort {

  /// Puts the records, each alone. Does not throw for what the stream says or fails to say.
  Answer put(List<StreamEntry> records);

  /// The open shards.
  ///
  /// @throws RuntimeException if the stream does not tell
  ShardMap shards();
}
