package dev.sluice.archiver.spool;

import java.nio.ByteBuffer;

/// Rows, each behind its length of four bytes, in an array that grows.
final class RowBuffer {
  private static final int FIRST_CAPACITY = 4096;

  private ByteBuffer buffer = ByteBuffer.allocate(0);

  /// Where the next row of that length goes, to be filled at once.
  ByteBuffer next(int length) {
    makeRoom(Integer.BYTES + length);
    buffer.putInt(length);
    ByteBuffer room = buffer.slice(buffer.position(), length);
    buffer.position(buffer.position() + length);
    return room;
  }

  void append(RowBytes row) {
    next(row.length()).put(row.bytes(), row.from(), row.length());
  }

  private void makeRoom(int length) {
    if (buffer.remaining() < length) {
      int needed = Math.addExact(buffer.position(), length);
      int capacity = Math.max(Math.max(needed, FIRST_CAPACITY), buffer.capacity() * 2);
      buffer = ByteBuffer.allocate(capacity).put(buffer.flip());
    }
  }

  int length() {
    return buffer.position();
  }

  /// The rows so far, to be read before the next one comes.
  ByteBuffer rows() {
    return buffer.duplicate().flip();
  }

  /// Forgets the rows and their memory.
  void clear() {
    buffer = ByteBuffer.allocate(0);
  }
}
