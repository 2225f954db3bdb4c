package dev.sluice.local.kinesis.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The records of one shard in order: appended at the end, dropped at the front, found by binary
/// search. Not thread-safe; its shard guards it.
final class RecordRing {

  private static final int INITIAL_CAPACITY = 64;

  private @Nullable StoredRecord[] slots = new @Nullable StoredRecord[INITIAL_CAPACITY];
  private int head;
  private int size;

  int size() {
    return size;
  }

  StoredRecord get(int index) {
    StoredRecord found = index < size ? slots[(head + index) & (slots.length - 1)] : null;
    if (found == null) {
      throw new IndexOutOfBoundsException(index + " is not below " + size);
    }
    return found;
  }

  void append(StoredRecord added) {
    if (size == slots.length) {
      resize(slots.length * 2);
    }
    slots[(head + size) & (slots.length - 1)] = added;
    size++;
  }

  StoredRecord dropFirst() {
    StoredRecord dropped = get(0);
    slots[head] = null;
    head = (head + 1) & (slots.length - 1);
    size--;
    if (slots.length > INITIAL_CAPACITY && size < slots.length / 4) {
      resize(slots.length / 2);
    }
    return dropped;
  }

  /// The index of the first record with at least this ordinal; `size` if there is none.
  int firstWithOrdinal(long ordinal) {
    return search(StoredRecord::ordinal, ordinal);
  }

  /// The index of the first record that arrived at or after this instant; `size` if there is none.
  int firstArrivedAt(long epochMillis) {
    return search(StoredRecord::arrivalMillis, epochMillis);
  }

  /// As many records from `index` on as fit both limits; at least one, if there is one.
  List<StoredRecord> slice(int index, int maxRecords, long maxBytes) {
    int end = (int) Math.min(size, (long) index + maxRecords);
    List<StoredRecord> records = new ArrayList<>(Math.max(0, end - index));
    long bytes = 0;
    for (int i = index; i < end; i++) {
      StoredRecord candidate = get(i);
      bytes += candidate.payloadBytes();
      if (bytes > maxBytes && !records.isEmpty()) {
        break;
      }
      records.add(candidate);
    }
    return records;
  }

  private int search(ToLongFunction<StoredRecord> key, long wanted) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (key.applyAsLong(get(middle)) < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void resize(int capacity) {
    @Nullable StoredRecord[] resized = new @Nullable StoredRecord[capacity];
    for (int i = 0; i < size; i++) {
      resized[i] = get(i);
    }
    slots = resized;
    head = 0;
  }
}
