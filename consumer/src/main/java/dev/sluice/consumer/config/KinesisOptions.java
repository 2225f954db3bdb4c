package dev.sluice.consumer.config;

import dev.sluice.stream.KclTimings;
import dev.sluice.stream.Retrieval;
import dev.sluice.stream.StartPosition;
import dev.sluice.stream.WorkerSettings;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// How the stream is read.
///
/// @param workers KCL workers in this process
/// @param retrieval shared polling, or enhanced fan-out at a price per shard
/// @param maxRecords most records in a batch, with polling
/// @param idleBetweenReads pause between two reads of a shard, with polling; at least PT0.2S, for a
///   shard gives five reads a second
/// @param start where to begin when there is no checkpoint
/// @param timings how fast workers notice each other: `production`, or `local` for one machine
/// @param prepareLeases whether to make the lease table and leases before KCL does, for a fast
///   start
@ConfigurationProperties("sluice.consumer.kinesis")
public record KinesisOptions(
    @Bindable(defaultValue = "1") int workers,
    @Bindable(defaultValue = "POLLING") RetrievalMode retrieval,
    @Bindable(defaultValue = "1000") int maxRecords,
    @Bindable(defaultValue = "PT0.25S") Duration idleBetweenReads,
    @Bindable(defaultValue = "TRIM_HORIZON") StartPosition start,
    @Bindable(defaultValue = "PRODUCTION") Timings timings,
    @Bindable(defaultValue = "true") boolean prepareLeases) {

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
      throw new IllegalArgumentException(
          "sluice.consumer.kinesis.workers " + workers + " is not in 1..64");
    }
  }

  public WorkerSettings settings(ConsumerNames names) {
    Retrieval how =
        switch (retrieval) {
          case POLLING -> new Retrieval.Polling(maxRecords, idleBetweenReads);
          case FAN_OUT -> Retrieval.fanOut();
        };
    KclTimings intervals =
        switch (timings) {
          case PRODUCTION -> KclTimings.PRODUCTION;
          case LOCAL -> KclTimings.LOCAL;
        };
    return WorkerSettings.of(names.application(), names.stream())
        .withStart(start)
        .withRetrieval(how)
        .withTimings(intervals)
        .withPrepareLeases(prepareLeases);
  }
}
