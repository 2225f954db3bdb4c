package dev.sluice.archiver.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The rows of a file of blocks, in the order of the file.
final class SpooledRows implements RowSource {
  private final BlockFile.Reader blocks;
  private ByteBuffer block = ByteBuffer.allocate(0);

  SpooledRows(BlockFile file) throws IOException {
    this.blocks = file.open();
  }

  @Override
  public @Nullable RowBytes next() throws IOException {
    if (!block.hasRemaining()) {
      ByteBuffer following = blocks.next();
      if (following == null) {
        return null;
      }
      block = following;
    }
    int length = block.getInt();
    int from = block.position();
    block.position(from + length);
    return new RowBytes(block.array(), from, from + length);
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
