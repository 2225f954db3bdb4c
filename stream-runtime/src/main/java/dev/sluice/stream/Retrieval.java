package dev.sluice.stream;

import java.time.Duration;

/// How records come from Kinesis.
public sealed interface Retrieval {
  /// `GetRecords`, in a shared 2 MB/s and 5 calls/s per shard.
  ///
  /// KCL reads ahead up to 4 batches per shard but never more than 8 MiB of data or 30,000 records;
  /// with the batch in work a shard so takes up to 5 × `maxRecords` records on the heap: some 2.5
  /// MiB with 1,000 records of 500 B, at the very worst 18 MiB (8 MiB read ahead and a batch of 10
  /// MiB in work).
  ///
  /// @param maxRecords greatest batch, 1–10,000 (Kinesis' own limit)
  /// @param idleBetweenReads pause between two reads of a shard, 200 ms or more: Kinesis allows 5
  ///   reads/s over all applications
  record Polling(int maxRecords, Duration idleBetweenReads) implements Retrieval {
    public Polling {
      if (maxRecords < 1 || maxRecords > 10_000) {
        throw new IllegalArgumentException(
            "maxRecords is " + maxRecords + ", must lie in 1..10000");
      }
      Checks.atLeast("idleBetweenReads", idleBetweenReads, Duration.ofMillis(200));
    }
  }

  /// Enhanced fan-out: `SubscribeToShard`, 2 MB/s per shard for this application alone, pushed
  /// within some 70 ms, at a price per shard and hour. Batches are what Kinesis pushes, up to 1
  /// MiB.
  record FanOut() implements Retrieval {}

  /// 1,000 records a batch, a read every 250 ms.
  static Retrieval polling() {
    return new Polling(1_000, Duration.ofMillis(250));
  }

  static Retrieval fanOut() {
    return new FanOut();
  }
}
