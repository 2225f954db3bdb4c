package dev.sluice.query.archive;

import dev.sluice.archive.catalog.FileParts;
import dev.sluice.archive.parquet.DeviceQuestion;
import dev.sluice.archive.parquet.DeviceRows;
import dev.sluice.archive.parquet.FileOutline;
import dev.sluice.archive.parquet.ParquetDeviceReader;
import dev.sluice.model.Event;
import dev.sluice.model.Timestamps;
import dev.sluice.query.read.EventRange;
import dev.sluice.query.read.Order;
import dev.sluice.query.read.Places;
import dev.sluice.query.read.Slice;
import dev.sluice.query.read.TooScatteredException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/// A device's events of one day, from all files that may hold some. The files are read in the order
/// of the times they cover, until what was read is complete as far as it is wanted.
final class DayScan {
  private final FileParts parts;
  private final ArchiveLimits limits;
  private final EventRange range;
  private final int limit;
  private final @Nullable String after;
  private final Comparator<String> inOrder;

  /// Before which nothing is asked for.
  private final String begin;

  private final NavigableMap<String, Event> found;

  /// Up to where what was found is complete; null for the whole day.
  private @Nullable String end;

  /// A file and the place before all that it may hold.
  private record Candidate(CurrentFile file, String start) {}

  /// @param range within the day
  DayScan(
      FileParts parts, ArchiveLimits limits, EventRange range, int limit, @Nullable String after) {
    this.parts = parts;
    this.limits = limits;
    this.range = range;
    this.limit = limit;
    this.after = after;
    this.inOrder = Places.order(range.order());
    String start = Places.start(range);
    this.begin = after == null || inOrder.compare(start, after) > 0 ? start : after;
    this.found = new TreeMap<>(inOrder);
  }

  Slice<Event> read(List<CurrentFile> files, Outlines outlines, Work work) {
    var known = outlines.of(files, work);
    if (known.size() < files.size()) {
      // the outlines that came are kept, so asking again comes further
      return new Slice<>(List.of(), begin);
    }
    List<Candidate> candidates =
        files.stream()
            .flatMap(file -> candidate(file, known.get(file.key())).stream())
            .sorted(Comparator.comparing(Candidate::start, inOrder))
            .toList();
    int next = 0;
    while (next < candidates.size() && isWanted(candidates.get(next), work)) {
      int to = Math.min(candidates.size(), next + limits.parallel());
      read(candidates.subList(next, to), work);
      next = to;
    }
    if (next < candidates.size()) {
      end(candidates.get(next).start());
    }
    return answer();
  }

  private Optional<Candidate> candidate(CurrentFile file, @Nullable FileOutline outline) {
    long from = range.from().toEpochMilli();
    long to = range.to().toEpochMilli();
    if (outline == null || !outline.mayHold(range.deviceId(), from, to)) {
      return Optional.empty();
    }
    long start =
        range.order() == Order.ASC
            ? outline.earliest(range.deviceId(), from, to)
            : outline.latest(range.deviceId(), from, to) + 1;
    return Optional.of(new Candidate(file, Timestamps.format(Instant.ofEpochMilli(start))));
  }

  /// Whether it may hold something that comes before the end of what is wanted, and there is work
  /// left to look, or no step forward without.
  private boolean isWanted(Candidate candidate, Work work) {
    String last = last();
    if (last != null && inOrder.compare(candidate.start(), last) >= 0) {
      return false;
    }
    return !work.isReadingSpent() || !isStepForward(candidate, work);
  }

  /// The last place that can be in the answer, as far as is known.
  private @Nullable String last() {
    String full =
        found.size() < limit
            ? null
            : found.keySet().stream().skip(limit - 1L).findFirst().orElseThrow();
    if (full == null || end == null) {
      return full == null ? end : full;
    }
    return inOrder.compare(full, end) < 0 ? full : end;
  }

  /// Whether an answer that ends before the file comes further than the one before.
  private boolean isStepForward(Candidate candidate, Work work) {
    if (inOrder.compare(candidate.start(), begin) > 0) {
      return true;
    }
    if (work.isHopeless()) {
      throw new TooScatteredException(
          "events of %s at %s lie in more than %d files of the archive that are not merged yet; ask"
                  .formatted(range.deviceId(), begin, limits.filesAtOnePlace())
              + " for one type, or for include=hot");
    }
    return false;
  }

  private void read(List<Candidate> candidates, Work work) {
    List<DeviceRows> answers =
        candidates.stream().gather(Gatherers.mapConcurrent(limits.parallel(), this::rows)).toList();
    for (DeviceRows rows : answers) {
      long bytes = 0;
      for (Event event : rows.events()) {
        found.put(event.key().eventKey(), event);
        bytes += event.payload().length();
      }
      work.file(bytes);
      if (rows.more()) {
        end(rows.events().getLast().key().eventKey());
      }
    }
  }

  private DeviceRows rows(Candidate candidate) {
    CurrentFile file = candidate.file();
    return ParquetDeviceReader.rows(
        parts,
        file.key(),
        file.partition().eventType(),
        new DeviceQuestion(
            range.deviceId(),
            range.from().toEpochMilli(),
            range.to().toEpochMilli(),
            range.order() == Order.ASC,
            after,
            limit,
            limits.payloadBytesOfFile()));
  }

  private void end(String place) {
    end = end == null || inOrder.compare(place, end) < 0 ? place : end;
  }

  private Slice<Event> answer() {
    NavigableMap<String, Event> complete = end == null ? found : found.headMap(end, true);
    if (complete.size() <= limit) {
      return new Slice<>(new ArrayList<>(complete.values()), end);
    }
    String last = complete.keySet().stream().skip(limit - 1L).findFirst().orElseThrow();
    return new Slice<>(new ArrayList<>(complete.headMap(last, true).values()), last);
  }
}
