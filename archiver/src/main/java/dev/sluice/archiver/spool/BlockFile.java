package dev.sluice.archiver.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A file of blocks, `length(4) crc32c(4) rows`, that only grows. Not held open between blocks:
/// there may be more partitions than a process may have files. Not forced to the disk either: after
/// a crash nobody reads it.
record BlockFile(Path path) {
  private static final int HEADER = 8;

  void append(ByteBuffer rows) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    header.putInt(rows.remaining()).putInt(checksum(rows)).flip();
    ByteBuffer[] block = {header, rows};
    try (FileChannel channel =
        FileChannel.open(path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
      while (rows.hasRemaining()) {
        channel.write(block);
      }
    }
  }

  Reader open() throws IOException {
    return new Reader(path, FileChannel.open(path, StandardOpenOption.READ));
  }

  private static int checksum(ByteBuffer rows) {
    CRC32C crc = new CRC32C();
    crc.update(rows.duplicate());
    return (int) crc.getValue();
  }

  /// Reads the blocks in order, each into memory of its own.
  static final class Reader implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private Reader(Path path, FileChannel channel) {
      this.path = path;
      this.channel = channel;
    }

    /// The rows of the next block; null at the end.
    ///
    /// @throws CorruptSpoolException if it is not what was appended
    @Nullable ByteBuffer next() throws IOException {
      long at = channel.position();
      long left = channel.size() - at;
      if (left == 0) {
        return null;
      }
      if (left < HEADER) {
        throw new CorruptSpoolException(path, "ends within a block's header, at byte " + at);
      }
      ByteBuffer header = read(HEADER);
      int length = header.getInt();
      if (length < 1 || length > left - HEADER) {
        throw new CorruptSpoolException(
            path, "has a block of " + length + " bytes at byte " + at + " of " + channel.size());
      }
      ByteBuffer rows = read(length);
      if (checksum(rows) != header.getInt()) {
        throw new CorruptSpoolException(path, "has a block with a wrong checksum at byte " + at);
      }
      return rows;
    }

    private ByteBuffer read(int length) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(length);
      while (bytes.hasRemaining()) {
        if (channel.read(bytes) < 0) {
          throw new CorruptSpoolException(path, "became shorter while it was read");
        }
      }
      return bytes.flip();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
