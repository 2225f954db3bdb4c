package dev.sluice.archive.parquet;

import dev.sluice.dynamodb.EventAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveComparator;
import org.jspecify.annotations.Nullable;

/// What a file's metadata says about whose events it may hold and when they happened: enough to
/// leave most files alone. Small, to be kept.
public final class FileOutline {
  private static final PrimitiveComparator<Binary> BY_DEVICE =
      ArchiveSchema.COLUMNS.getType(EventAttributes.DEVICE_ID).asPrimitiveType().comparator();

  private final List<Group> groups;

  /// A row group; rows are sorted by device, so each holds a stretch of the devices.
  ///
  /// @param earliest event time in epoch milliseconds, inclusive
  /// @param latest event time in epoch milliseconds, inclusive
  /// @param devices null where it is not worth its size
  record Group(
      Binary firstDevice,
      Binary lastDevice,
      long earliest,
      long latest,
      @Nullable BloomFilter devices) {

    boolean mayHold(Binary device, long from, long to) {
      return BY_DEVICE.compare(firstDevice, device) <= 0
          && BY_DEVICE.compare(device, lastDevice) <= 0
          && earliest < to
          && from <= latest
          && (devices == null || devices.findHash(devices.hash(device)));
    }

    int bytes() {
      return 200
          + firstDevice.length()
          + lastDevice.length()
          + (devices == null ? 0 : devices.getBitsetSize());
    }
  }

  FileOutline(List<Group> groups) {
    this.groups = List.copyOf(groups);
  }

  /// Whether rows of the device within `[from, to)`, in epoch milliseconds, may be there. If not,
  /// there are none.
  public boolean mayHold(String deviceId, long from, long to) {
    return holding(deviceId, from, to).findAny().isPresent();
  }

  /// The earliest event time that rows of the device within the bounds can have.
  public long earliest(String deviceId, long from, long to) {
    return Math.max(from, holding(deviceId, from, to).mapToLong(Group::earliest).min().orElse(to));
  }

  /// The latest event time that rows of the device within the bounds can have.
  public long latest(String deviceId, long from, long to) {
    return Math.min(
        to - 1, holding(deviceId, from, to).mapToLong(Group::latest).max().orElse(from));
  }

  private Stream<Group> holding(String deviceId, long from, long to) {
    Binary device = Binary.fromString(deviceId);
    return groups.stream().filter(group -> group.mayHold(device, from, to));
  }

  /// About what it takes on the heap.
  public int bytes() {
    return 100 + groups.stream().mapToInt(Group::bytes).sum();
  }
}
