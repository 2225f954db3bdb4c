package dev.sluice.archiver.spool;

import dev.sluice.archive.parquet.FileLayout;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archive.row.Epoch;
import dev.sluice.archive.row.Partition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The rows of one epoch, by partition, until they are sealed into Parquet files. A shard's next
/// epoch is another spool.
///
/// The same rows make the same files, byte by byte, in whatever order and however often they came.
/// Memory is bounded by [SpoolOptions], disk by whoever seals in time: see [#status()]. One thread
/// at a time.
///
/// A disk that fails is an [UncheckedIOException]: give the shard up uncheckpointed, and close the
/// spool.
public final class PartitionSpool implements AutoCloseable {
  private final Path directory;
  private final SpoolOptions options;
  private final Clock clock;
  private final Semaphore seals;
  private final Map<Partition, OpenPartition> partitions = new HashMap<>();
  private long rows;
  private long bytes;
  private int buffered;
  private boolean sealed;
  private @Nullable Instant opened;
  private @Nullable Instant oldestRemoval;

  /// @param directory its own, and there
  PartitionSpool(Path directory, SpoolOptions options, Clock clock, Semaphore seals) {
    this.directory = directory;
    this.options = options;
    this.clock = clock;
    this.seals = seals;
  }

  /// Takes a row.
  ///
  /// @throws IllegalStateException once sealing has begun
  public void append(ArchiveRow row) {
    if (sealed) {
      throw new IllegalStateException("a row for " + directory + ", which is sealed already");
    }
    try {
      OpenPartition partition = partitions.get(row.partition());
      if (partition == null) {
        partition = open(row.partition());
      }
      long before = partition.bytes();
      buffered += partition.append(row);
      bytes += partition.bytes() - before;
      if (buffered > options.bufferBytes()) {
        flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot spool to " + directory, e);
    }
    rows++;
    if (opened == null) {
      opened = clock.instant();
    }
    if (oldestRemoval == null || row.expiredTime().isBefore(oldestRemoval)) {
      oldestRemoval = row.expiredTime();
    }
  }

  private OpenPartition open(Partition name) {
    OpenPartition partition =
        new OpenPartition(name, directory.resolve(partitions.size() + ".rows"));
    partitions.put(name, partition);
    return partition;
  }

  private void flush() throws IOException {
    for (OpenPartition partition : partitions.values()) {
      partition.flush();
    }
    buffered = 0;
  }

  public SpoolStatus status() {
    return new SpoolStatus(partitions.size(), rows, bytes, opened, oldestRemoval);
  }

  /// As [#seal(Epoch, FileLayout, Predicate, SealProgress)] of all rows.
  public SealedEpoch seal(Epoch epoch, FileLayout layout) throws InterruptedException {
    return seal(epoch, layout, row -> true, () -> {});
  }

  /// Writes the files of all partitions; takes no rows afterwards. May be called again, also after
  /// a failure: the same rows make the same files. Waits while as many other spools are being
  /// sealed as [SpoolOptions] allows.
  ///
  /// @param epoch what the rows came from; names the files
  /// @param keep the rows that go into files
  /// @throws InterruptedException while it waits, or by `progress`
  public SealedEpoch seal(
      Epoch epoch, FileLayout layout, Predicate<ArchiveRow> keep, SealProgress progress)
      throws InterruptedException {
    sealed = true;
    while (!seals.tryAcquire(1, TimeUnit.SECONDS)) {
      progress.made();
    }
    try {
      flush();
      List<SealedFile> files = new ArrayList<>();
      long repeated = 0;
      for (Map.Entry<Partition, OpenPartition> entry : new TreeMap<>(partitions).entrySet()) {
        PartitionSealing sealing = new PartitionSealing(entry.getKey(), epoch, layout, keep, files);
        repeated += sealing.seal(entry.getValue(), options.sortBytes());
        progress.made();
      }
      return new SealedEpoch(files, repeated);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot seal " + directory, e);
    } finally {
      seals.release();
    }
  }

  /// Deletes the rows and the sealed files from the local disk.
  @Override
  public void close() {
    SpoolDirectory.delete(directory);
  }
}
