package dev.sluice.archiver.commit;

import dev.sluice.archive.catalog.InMemoryArchiveBucket;
import dev.sluice.archive.catalog.Manifests;
import dev.sluice.archive.parquet.FileLayout;
import dev.sluice.archive.row.ArchiveFile;
import dev.sluice.archive.row.Partition;
import dev.sluice.archiver.ChangeRecords;
import dev.sluice.archiver.ParquetFiles;
import dev.sluice.archiver.change.ChangeDecoder;
import dev.sluice.archiver.commit.EpochCommit.ArchiveStores;
import dev.sluice.archiver.spool.SealedFile;
import dev.sluice.archiver.spool.SpoolDirectory;
import dev.sluice.archiver.spool.SpoolOptions;
import dev.sluice.stream.FaultKind;
import dev.sluice.stream.PatientCaller;
import dev.sluice.stream.Requests;
import dev.sluice.stream.ShardControl;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// Everything that the archiver of a shard writes to, in memory, and processes that come and go.
final class ArchiveWorld {
  static final Instant START = Instant.parse("2026-11-11T00:00:00Z");

  final InMemoryArchiveBucket bucket = new InMemoryArchiveBucket();
  final List<RefusedChange> letters = new ArrayList<>();
  final Map<String, Instant> erased = new ConcurrentHashMap<>();
  final Map<String, Instant> watermarks = new ConcurrentHashMap<>();
  final MeterRegistry registry = new SimpleMeterRegistry();
  final AtomicReference<Instant> now = new AtomicReference<>(START);
  final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

  private final Path disk;
  private final FileLayout layout;
  private int processes;

  ArchiveWorld(Path disk, FileLayout layout) {
    this.disk = disk;
    this.layout = layout;
  }

  /// A process with one shard, from its start to a power cut or the end of its work.
  final class Process implements AutoCloseable {
    private final SpoolDirectory spools;
    private final EpochProcessor processor;
    final HeldShard control = new HeldShard();

    private Process(ChangeShard shard, SealRule rule, Steps steps) {
      spools =
          SpoolDirectory.open(disk.resolve("process-" + ++processes), SpoolOptions.DEFAULT, clock);
      PatientCaller caller =
          new PatientCaller(fault -> FaultKind.TRANSIENT, new SplittableRandom(1)::nextLong);
      EpochCommit commit =
          new EpochCommit(
              stores(steps),
              layout,
              caller,
              new Requests(1),
              new ArchiveMeters(registry, clock, Duration.ofHours(6)));
      processor =
          new EpochProcessor(
              new EpochProcessor.Setup(
                  new ChangeDecoder(ChangeRecords.TABLE), spools, rule, commit, clock),
              control,
              shard.announced());
    }

    EpochProcessor processor() {
      return processor;
    }

    /// What is on the disk stays there.
    @Override
    public void close() {
      spools.close();
    }
  }

  Process start(ChangeShard shard, SealRule rule, Steps steps) {
    return new Process(shard, rule, steps);
  }

  private ArchiveStores stores(Steps steps) {
    return new ArchiveStores(
        new SteppedBucket(bucket, steps),
        (refused, control) -> write(refused, control, steps),
        () -> steps.run("erasures read", () -> Map.copyOf(erased)),
        (shard, watermark, ended) -> watermarks.put(shard.shardId(), watermark));
  }

  private void write(List<RefusedChange> refused, ShardControl control, Steps steps) {
    steps.run("letters", () -> letters.addAll(refused));
  }

  Manifests manifests() {
    return new Manifests(bucket);
  }

  /// How often each id is in a current file.
  Map<UUID, Integer> archived() {
    Map<UUID, Integer> found = new TreeMap<>();
    for (Partition partition : manifests().partitions()) {
      for (String key : manifests().current(partition)) {
        ids(key).forEach(id -> found.merge(id, 1, Integer::sum));
      }
    }
    return found;
  }

  /// How often each id is in any object, as a reader who knows of no manifest sees it.
  Map<UUID, Integer> archivedByGlob() {
    Map<UUID, Integer> found = new TreeMap<>();
    bucket
        .list(ArchiveFile.ROOT)
        .forEach(entry -> ids(entry.key()).forEach(id -> found.merge(id, 1, Integer::sum)));
    return found;
  }

  private List<UUID> ids(String key) {
    try {
      Path copy = Files.createTempFile(disk, "copy", ".parquet");
      Files.write(copy, bucket.content(key).orElseThrow(() -> new AssertionError("no " + key)));
      SealedFile file =
          new SealedFile(ArchiveFile.parse(key).orElseThrow(), copy, 0, Files.size(copy));
      return ParquetFiles.rows(file).stream().map(row -> row.event().eventId()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  double count(String name, String... tags) {
    return registry.find(name).tags(tags).counters().stream().mapToDouble(c -> c.count()).sum();
  }
}
