package dev.sluice.archive.parquet;

import dev.sluice.archive.catalog.FileParts;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.jspecify.annotations.Nullable;

/// A file that is fetched by parts, first its tail, where Parquet keeps what says where the rest
/// is. A small file comes whole with it.
///
/// What was fetched is kept until the file is let go, so it is for one question. One thread at a
/// time.
final class RangedFile implements InputFile {
  /// Holds the metadata of any file but a compacted one's filters and indexes.
  static final int TAIL_BYTES = 64 << 10;

  /// Two wanted parts that lie closer are one request: a byte costs less than a round trip.
  private static final int NEAR_BYTES = 64 << 10;

  /// What is fetched when less is wanted: indexes are read a few bytes at a time.
  private static final int LEAST_BYTES = 32 << 10;

  private final FileParts parts;
  private final String key;
  private final long length;
  private final List<Part> fetched = new ArrayList<>();

  /// Bytes of the file and where they begin.
  private record Part(long from, byte[] bytes) {
    long to() {
      return from + bytes.length;
    }

    boolean holds(Span span) {
      return from <= span.from() && span.to() <= to();
    }
  }

  /// A stretch of the file.
  record Span(long from, long to) {
    int length() {
      return Math.toIntExact(to - from);
    }
  }

  RangedFile(FileParts parts, String key) {
    this.parts = parts;
    this.key = key;
    FileParts.Tail tail = parts.tail(key, TAIL_BYTES);
    this.length = tail.fileLength();
    fetched.add(new Part(tail.from(), tail.bytes()));
  }

  /// Sees to it that the spans are there, by as few requests as is sensible.
  ///
  /// @param spans by where they begin
  void fetch(List<Span> spans) {
    List<Span> missing = spans.stream().filter(span -> part(span) == null).toList();
    for (int i = 0; i < missing.size(); ) {
      long from = missing.get(i).from();
      long to = missing.get(i).to();
      for (i++; i < missing.size() && missing.get(i).from() - to <= NEAR_BYTES; i++) {
        to = Math.max(to, missing.get(i).to());
      }
      fetch(new Span(from, Math.min(length, Math.max(to, from + LEAST_BYTES))));
    }
  }

  /// Copies a span that lies within the file.
  void copy(Span span, byte[] target, int offset) {
    Part part = part(span);
    if (part == null) {
      fetch(
          new Span(span.from(), Math.min(length, Math.max(span.to(), span.from() + LEAST_BYTES))));
      part = fetched.getLast();
    }
    System.arraycopy(
        part.bytes(), Math.toIntExact(span.from() - part.from()), target, offset, span.length());
  }

  private void fetch(Span span) {
    fetched.add(new Part(span.from(), parts.part(key, span.from(), span.length())));
  }

  private @Nullable Part part(Span span) {
    for (Part part : fetched) {
      if (part.holds(span)) {
        return part;
      }
    }
    return null;
  }

  /// Whether the whole file came with its tail.
  boolean isWhole() {
    return fetched.getFirst().from() == 0;
  }

  @Override
  public long getLength() {
    return length;
  }

  @Override
  public SeekableInputStream newStream() {
    return new RangedStream(this);
  }

  @Override
  public String toString() {
    return key;
  }
}
