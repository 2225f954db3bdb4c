package dev.sluice.archiver.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.sluice.archive.parquet.FileLayout;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archive.row.Epoch;
import dev.sluice.archiver.change.Change;
import dev.sluice.archiver.change.ChangeDecoder;
import dev.sluice.archiver.spool.PartitionSpool;
import dev.sluice.archiver.spool.SealedEpoch;
import dev.sluice.archiver.spool.SpoolDirectory;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// Sends change records the archiver's whole way but for the network: decode, spool, seal. Figures
/// are the processor time of the whole process, garbage collection and compilation included, so
/// that they hold on a machine that does other work, too.
///
/// @param layout of the files
public record SealBenchmark(ChangeDecoder decoder, SpoolDirectory spools, FileLayout layout) {
  /// Large enough for a clock of 10 ms, small beside the heap.
  private static final int BATCH = 20_000;

  private static final Epoch EPOCH =
      new Epoch(Instant.EPOCH, "shardId-000000000000", BigInteger.ONE, BigInteger.TEN);

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /// @param changes bytes of the change records
  /// @param ndjson bytes of the same rows as JSON lines with all columns
  /// @param parquet bytes of the files
  public record Sizes(int files, long changes, long ndjson, long parquet) {

    /// How many times smaller the files are than the lines.
    public double ratio() {
      return (double) ndjson / parquet;
    }
  }

  /// One run. The times are of a processor.
  public record Result(long rows, Sizes sizes, Duration decode, Duration spool, Duration seal) {

    /// From decoded change records to sealed files.
    public double rowsPerSecond() {
      return rows * 1e9 / spool.plus(seal).toNanos();
    }
  }

  /// @param changes removals by time to live; others do not count as rows
  public Result run(Iterator<byte[]> changes) throws InterruptedException {
    Stopwatch decode = new Stopwatch();
    Stopwatch append = new Stopwatch();
    Stopwatch sealing = new Stopwatch();
    long changeBytes = 0;
    long ndjsonBytes = 0;
    try (PartitionSpool spool = spools.newSpool()) {
      while (changes.hasNext()) {
        List<byte[]> batch = batch(changes);
        changeBytes += batch.stream().mapToLong(change -> change.length).sum();
        decode.start();
        List<ArchiveRow> rows = batch.stream().flatMap(this::row).toList();
        decode.stop();
        ndjsonBytes += rows.stream().mapToLong(NdjsonLine::length).sum();
        append.start();
        rows.forEach(spool::append);
        append.stop();
      }
      sealing.start();
      SealedEpoch sealed = spool.seal(EPOCH, layout);
      sealing.stop();
      Sizes sizes = new Sizes(sealed.files().size(), changeBytes, ndjsonBytes, sealed.bytes());
      return new Result(sealed.rows(), sizes, decode.total, append.total, sealing.total);
    }
  }

  private static List<byte[]> batch(Iterator<byte[]> changes) {
    List<byte[]> batch = new ArrayList<>(BATCH);
    while (changes.hasNext() && batch.size() < BATCH) {
      batch.add(changes.next());
    }
    return batch;
  }

  private Stream<ArchiveRow> row(byte[] change) {
    return decoder.decode(change) instanceof Change.Expired(ArchiveRow row)
        ? Stream.of(row)
        : Stream.empty();
  }

  private static final class Stopwatch {
    private Duration total = Duration.ZERO;
    private long started;

    void start() {
      started = SYSTEM.getProcessCpuTime();
    }

    void stop() {
      total = total.plusNanos(SYSTEM.getProcessCpuTime() - started);
    }
  }
}
