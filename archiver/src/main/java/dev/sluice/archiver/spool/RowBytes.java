package dev.sluice.archiver.spool;

import java.util.Arrays;

/// A row in its spooled form, a part of a larger array that it does not copy. Sorts by device, time
/// and id, and by all the rest where those are equal, so that any order of arrival sorts to the
/// same.
final class RowBytes implements Comparable<RowBytes> {
  private final byte[] bytes;
  private final int from;
  private final int to;

  RowBytes(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int length() {
    return to - from;
  }

  @Override
  public int compareTo(RowBytes other) {
    return Arrays.compareUnsigned(bytes, from, to, other.bytes, other.from, other.to);
  }

  boolean hasDeviceOf(RowBytes other) {
    return Arrays.equals(bytes, from, deviceEnd(), other.bytes, other.from, other.deviceEnd());
  }

  private int deviceEnd() {
    int end = from;
    while (bytes[end] != RowCodec.END_OF_DEVICE) {
      end++;
    }
    return end;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowBytes row && compareTo(row) == 0;
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }
}
