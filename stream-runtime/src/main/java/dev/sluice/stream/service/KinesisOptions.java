package dev.sluice.stream.service;

import dev.sluice.stream.KclTimings;
import dev.sluice.stream.Retrieval;
import dev.sluice.stream.StartPosition;
import dev.sluice.stream.WorkerSettings;
import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/// How the stream is read.
///
/// @param workers KCL workers in this process
/// @param retrieval shared polling, or enhanced fan-out at a price per shard
/// @param maxRecords most records in a batch, with polling
/// @param idleBetweenReads pause between two reads of a shard, with polling; at least PT0.2S, for a
///   shard gives five reads a second
/// @param batchBytes most bytes in a batch, with polling; at least 1048576. Three batches of each
///   shard lie on the heap
/// @param readBytes what all reads under way may bring, with polling; at least 10485760. Takes
///   three times as much heap
/// @param start where to begin when there is no checkpoint
/// @param timings how fast workers notice each other: `production`, or `local` for one machine
/// @param prepareLeases whether to make the lease table and leases before KCL does, for a fast
///   start
@ConfigurationProperties("sluice.kinesis")
public record KinesisOptions(
    int workers,
    RetrievalMode retrieval,
    int maxRecords,
    Duration idleBetweenReads,
    int batchBytes,
    int readBytes,
    StartPosition start,
    Timings timings,
    boolean prepareLeases) {

  /// How records come from Kinesis.
  public enum RetrievalMode {
    POLLING,
    FAN_OUT
  }

  /// Sets of KCL's intervals that belong together.
  public enum Timings {
    PRODUCTION,
    LOCAL
  }

  public KinesisOptions {
    if (workers < 1 || workers > 64) {
      throw new IllegalArgumentException("sluice.kinesis.workers " + workers + " is not in 1..64");
    }
  }

  /// What a worker of the application on the stream is to do.
  public WorkerSettings settings(String application, String stream) {
    Retrieval how =
        switch (retrieval) {
          case POLLING ->
              new Retrieval.Polling(
                  maxRecords, idleBetweenReads, new Retrieval.Bounds(batchBytes, readBytes));
          case FAN_OUT -> Retrieval.fanOut();
        };
    KclTimings intervals =
        switch (timings) {
          case PRODUCTION -> KclTimings.PRODUCTION;
          case LOCAL -> KclTimings.LOCAL;
        };
    return WorkerSettings.of(application, stream)
        .withStart(start)
        .withRetrieval(how)
        .withTimings(intervals)
        .withPrepareLeases(prepareLeases);
  }
}
