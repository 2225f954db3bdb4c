package dev.sluice.archiver.spool;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Rows one after the other.
interface RowSource extends AutoCloseable {

  /// The next row; null at the end.
  @Nullable RowBytes next() throws IOException;

  @Override
  void close() throws IOException;
}
