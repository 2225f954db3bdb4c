package dev.sluice.archiver.verify;

import java.util.Arrays;

/// Ids of 16 bytes with a few marks and a small number each: a hash table in flat arrays, of at
/// most [#BYTES_PER_ID] bytes an id. It is cut into many parts that grow one at a time, so that
/// growing needs no second copy of the whole. One thread at a time.
final class IdTable {
  /// 21 bytes a slot, and 2.7 slots an id just after growing.
  static final int BYTES_PER_ID = 56;

  private static final int PARTS = 256;
  private static final int LEAST_SLOTS = 16;

  private final Part[] parts = new Part[PARTS];

  IdTable() {
    Arrays.setAll(parts, i -> new Part(LEAST_SLOTS));
  }

  /// Takes each id.
  interface Visitor {
    void visit(long most, long least, int marks, int number);
  }

  /// Changes what is kept of an id.
  interface Change {
    /// @param marks 0 when the id is new
    int marks(int marks);
  }

  /// @param number kept for a new id, or when `renumber`
  /// @return whether the id is new
  boolean update(long most, long least, int number, boolean renumber, Change change) {
    return part(most, least).update(most, least, number, renumber, change);
  }

  /// 0 when the id is not there.
  int marks(long most, long least) {
    Part part = part(most, least);
    return part.marks[part.slot(most, least)];
  }

  int number(long most, long least) {
    Part part = part(most, least);
    return part.numbers[part.slot(most, least)];
  }

  void visit(Visitor visitor) {
    for (Part part : parts) {
      for (int i = 0; i < part.marks.length; i++) {
        if (part.marks[i] != 0) {
          visitor.visit(part.most[i], part.least[i], part.marks[i], part.numbers[i]);
        }
      }
    }
  }

  private Part part(long most, long least) {
    return parts[(int) (hash(most, least) >>> 56)];
  }

  /// Ids made of names or of counters have little chance in some bits.
  private static long hash(long most, long least) {
    long hash = (most ^ Long.rotateLeft(least, 32)) * 0x9E3779B97F4A7C15L;
    return (hash ^ (hash >>> 29)) * 0xBF58476D1CE4E5B9L;
  }

  /// A slot without marks is free.
  private static final class Part {
    private long[] most;
    private long[] least;
    private int[] numbers;
    private byte[] marks;
    private int used;

    Part(int slots) {
      most = new long[slots];
      least = new long[slots];
      numbers = new int[slots];
      marks = new byte[slots];
    }

    boolean update(long high, long low, int number, boolean renumber, Change change) {
      int slot = slot(high, low);
      boolean isNew = marks[slot] == 0;
      if (isNew && (used + 1) * 4L > marks.length * 3L) {
        grow();
        slot = slot(high, low);
      }
      most[slot] = high;
      least[slot] = low;
      if (isNew || renumber) {
        numbers[slot] = number;
      }
      marks[slot] = (byte) change.marks(marks[slot]);
      used += isNew ? 1 : 0;
      return isNew;
    }

    /// Where the id is, or would be.
    int slot(long high, long low) {
      int mask = marks.length - 1;
      int slot = (int) hash(high, low) & mask;
      while (marks[slot] != 0 && (most[slot] != high || least[slot] != low)) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }

    private void grow() {
      Part larger = new Part(marks.length * 2);
      for (int i = 0; i < marks.length; i++) {
        if (marks[i] != 0) {
          int slot = larger.slot(most[i], least[i]);
          larger.most[slot] = most[i];
          larger.least[slot] = least[i];
          larger.numbers[slot] = numbers[i];
          larger.marks[slot] = marks[i];
        }
      }
      most = larger.most;
      least = larger.least;
      numbers = larger.numbers;
      marks = larger.marks;
    }
  }
}
