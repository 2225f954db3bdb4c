package dev.sluice.archive.parquet;

import dev.sluice.archive.parquet.RangedFile.Span;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.io.ParquetFileRange;
import org.apache.parquet.io.SeekableInputStream;

/// A position in a [RangedFile]. Parquet names the pages that it wants in one call, so that those
/// that lie together are one request.
final class RangedStream extends SeekableInputStream {
  private final RangedFile file;
  private long position;

  RangedStream(RangedFile file) {
    this.file = file;
  }

  @Override
  public long getPos() {
    return position;
  }

  @Override
  public void seek(long newPosition) {
    position = newPosition;
  }

  @Override
  public int read() throws EOFException {
    if (position >= file.getLength()) {
      return -1;
    }
    byte[] one = new byte[1];
    readFully(one);
    return one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws EOFException {
    int available = (int) Math.min(length, file.getLength() - position);
    if (available <= 0) {
      return length == 0 ? 0 : -1;
    }
    readFully(bytes, offset, available);
    return available;
  }

  @Override
  public void readFully(byte[] bytes) throws EOFException {
    readFully(bytes, 0, bytes.length);
  }

  @Override
  public void readFully(byte[] bytes, int start, int length) throws EOFException {
    if (position < 0 || position + length > file.getLength()) {
      throw new EOFException(
          "%s has %d bytes, not %d from %d on".formatted(file, file.getLength(), length, position));
    }
    file.copy(new Span(position, position + length), bytes, start);
    position += length;
  }

  @Override
  public int read(ByteBuffer buffer) throws EOFException {
    byte[] bytes = new byte[buffer.remaining()];
    int read = read(bytes, 0, bytes.length);
    if (read > 0) {
      buffer.put(bytes, 0, read);
    }
    return read;
  }

  @Override
  public void readFully(ByteBuffer buffer) throws EOFException {
    byte[] bytes = new byte[buffer.remaining()];
    readFully(bytes);
    buffer.put(bytes);
  }

  @Override
  public boolean readVectoredAvailable(ByteBufferAllocator allocator) {
    return true;
  }

  @Override
  public void readVectored(List<ParquetFileRange> ranges, ByteBufferAllocator allocator)
      throws EOFException {
    file.fetch(
        ranges.stream()
            .map(range -> new Span(range.getOffset(), range.getOffset() + range.getLength()))
            .sorted(Comparator.comparingLong(Span::from))
            .toList());
    for (ParquetFileRange range : ranges) {
      byte[] bytes = new byte[range.getLength()];
      seek(range.getOffset());
      readFully(bytes);
      range.setDataReadFuture(CompletableFuture.completedFuture(ByteBuffer.wrap(bytes)));
    }
  }
}
