package dev.sluice.e2e.guarantee;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What one worker process said of its work, from first to last.
///
/// @param process unique over the run
/// @param source begins anew on each call, so that a long trace need not lie in memory; each stream
///   is closed by who takes it
public record Trace(String process, Supplier<Stream<TraceEntry>> source) {

  public static Trace of(String process, List<TraceEntry> entries) {
    List<TraceEntry> kept = List.copyOf(entries);
    return new Trace(process, kept::stream);
  }

  public Stream<TraceEntry> entries() {
    return source.get();
  }
}
