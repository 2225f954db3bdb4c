package dev.sluice.e2e.guarantee;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One attempt at a batch, as traces tell it.
///
/// @param done null if the attempt came to no end
record Batch(
    String process,
    String session,
    String shardId,
    TraceEntry.BatchBegun begun,
    @Nullable Instant done) {

  BigInteger first() {
    return begun.first();
  }

  BigInteger last() {
    return begun.last();
  }

  private Batch doneAt(Instant at) {
    return new Batch(process, session, shardId, begun, at);
  }

  /// Every attempt of a run, those of a session in the order in which they were begun.
  static List<Batch> all(History history) {
    List<Batch> batches = new ArrayList<>();
    for (Trace trace : history.traces()) {
      batches.addAll(of(trace));
    }
    return batches;
  }

  static List<Batch> of(Trace trace) {
    List<Batch> batches = new ArrayList<>();
    Map<String, String> shards = new HashMap<>();
    Map<String, Integer> current = new HashMap<>();
    try (Stream<TraceEntry> entries = trace.entries()) {
      entries.forEach(entry -> {
        switch (entry) {
          case TraceEntry.Opened opened -> shards.put(opened.session(), opened.shardId());
          case TraceEntry.BatchBegun begun -> {
            current.put(begun.session(), batches.size());
            batches.add(
                new Batch(trace.process(), begun.session(), shardOf(begun, shards), begun, null));
          }
          case TraceEntry.BatchDone done -> {
            Integer index = current.get(done.session());
            if (index != null && batches.get(index).last().equals(done.last())) {
              batches.set(index, batches.get(index).doneAt(done.at()));
            }
          }
          case TraceEntry.Claimed _,
              TraceEntry.Stored _,
              TraceEntry.Refreshed _,
              TraceEntry.DeadLettered _,
              TraceEntry.Closed _ -> {}
        }
      });
    }
    return batches;
  }

  private static String shardOf(TraceEntry entry, Map<String, String> shards) {
    String shardId = shards.get(entry.session());
    if (shardId == null) {
      throw new IllegalStateException(
          "session "
              + entry.session()
              + " begins a batch but was never opened; a trace tells a session from its start");
    }
    return shardId;
  }
}
