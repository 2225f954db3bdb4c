package dev.sluice.archiver.spool;

import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archive.row.Partition;
import java.io.IOException;
import java.nio.file.Path;

/// The rows of one partition, the newest in memory, the others in a file.
final class OpenPartition {
  /// Larger blocks would only make a flush longer.
  private static final int BLOCK_BYTES = 256 << 10;

  private final BlockFile file;
  private final RowCodec codec;
  private final RowBuffer buffer = new RowBuffer();
  private long rows;
  private long flushed;

  OpenPartition(Partition partition, Path path) {
    this.file = new BlockFile(path);
    this.codec = new RowCodec(partition.eventType());
  }

  /// @return by how many bytes more it holds in memory now; fewer, if below zero
  int append(ArchiveRow row) throws IOException {
    int before = buffer.length();
    codec.write(row, buffer);
    rows++;
    if (buffer.length() >= BLOCK_BYTES) {
      flush();
    }
    return buffer.length() - before;
  }

  void flush() throws IOException {
    if (buffer.length() > 0) {
      file.append(buffer.rows());
      flushed += buffer.length();
      buffer.clear();
    }
  }

  long bytes() {
    return flushed + buffer.length();
  }

  /// What the names of a sort's temporary files start with.
  Path sortScratch() {
    return file.path().resolveSibling(file.path().getFileName() + ".run");
  }

  /// Not the name that the file will have in the archive: a local one is shorter than an event type
  /// can be.
  Path sealedPath(int part) {
    return file.path().resolveSibling(file.path().getFileName() + "." + part + ".parquet");
  }

  BlockFile file() {
    return file;
  }

  RowCodec codec() {
    return codec;
  }

  long rows() {
    return rows;
  }
}
