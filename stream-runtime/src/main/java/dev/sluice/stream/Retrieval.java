package dev.sluice.stream;

import java.time.Duration;

/// How records come from Kinesis.
public sealed interface Retrieval {
  /// `GetRecords`, in a shared 2 MB/s and 5 calls/s per shard.
  ///
  /// A shard holds three batches at most: one read ahead, one in work, and the one before, which
  /// KCL keeps until the next is done. On top comes what is being read.
  ///
  /// @param maxRecords greatest batch, 1–10,000 (Kinesis' own limit)
  /// @param idleBetweenReads pause between two reads of a shard, 200 ms or more: Kinesis allows 5
  ///   reads/s over all applications
  /// @param bounds in bytes
  record Polling(int maxRecords, Duration idleBetweenReads, Bounds bounds) implements Retrieval {
    public Polling(int maxRecords, Duration idleBetweenReads) {
      this(maxRecords, idleBetweenReads, Bounds.DEFAULT);
    }

    public Polling {
      if (maxRecords < 1 || maxRecords > 10_000) {
        throw new IllegalArgumentException(
            "maxRecords is " + maxRecords + ", must lie in 1..10000");
      }
      Checks.atLeast("idleBetweenReads", idleBetweenReads, Duration.ofMillis(200));
    }
  }

  /// How much is read.
  ///
  /// @param batchBytes greatest batch, 1 MiB or more, so that each record fits. With 1 MiB, four
  ///   reads a second bring twice as much as Kinesis gives
  /// @param readBytes what all reads under way in this process may bring together, 10 MiB or more,
  ///   as one may. It takes three times as much on the heap: the SDK collects an answer, copies it
  ///   and makes records of it
  record Bounds(int batchBytes, int readBytes) {
    public static final Bounds DEFAULT = new Bounds(1 << 20, 24 << 20);

    public Bounds {
      Checks.atLeast("batchBytes", batchBytes, 1 << 20);
      Checks.atLeast("readBytes", readBytes, 10 << 20);
    }
  }

  /// Enhanced fan-out: `SubscribeToShard`, 2 MB/s per shard for this application alone, pushed
  /// within some 70 ms, at a price per shard and hour. Batches are what Kinesis pushes, up to 1
  /// MiB, of which KCL queues 8; with the one in work and the one before a shard holds ten.
  record FanOut() implements Retrieval {}

  /// 1,000 records a batch, a read every 250 ms.
  static Retrieval polling() {
    return new Polling(1_000, Duration.ofMillis(250));
  }

  static Retrieval fanOut() {
    return new FanOut();
  }
}
