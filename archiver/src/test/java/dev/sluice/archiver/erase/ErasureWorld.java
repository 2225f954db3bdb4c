package dev.sluice.archiver.erase;

import static dev.sluice.archiver.erase.Samples.SHARD;
import static dev.sluice.archiver.erase.Samples.STREAM_CREATED;

import dev.sluice.archive.catalog.InMemoryArchiveBucket;
import dev.sluice.archive.catalog.Manifests;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archive.row.Partition;
import dev.sluice.archiver.ArchiveFiles;
import dev.sluice.archiver.erase.Erasing.Patience;
import dev.sluice.archiver.lake.ArchiveRows;
import dev.sluice.archiver.lake.DuckDb;
import dev.sluice.deadletter.Letter;
import dev.sluice.deadletter.LetterJson;
import dev.sluice.dynamodb.Erasure;
import dev.sluice.dynamodb.HeldId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// Everything that an erasure works on, in memory; and what is left of it.
final class ErasureWorld {
  static final Patience PATIENCE = new Patience(Duration.ofMinutes(15), Duration.ofSeconds(5));

  final Cuts cuts = new Cuts();
  final InMemoryEventTables events = new InMemoryEventTables(cuts);
  final InMemoryStateTable states = new InMemoryStateTable(cuts);
  final InMemoryErasureRecords records = new InMemoryErasureRecords(cuts);
  final InMemoryArchiveBucket bucket = new InMemoryArchiveBucket();
  final Manifests manifests = new Manifests(bucket);
  final List<String> said = new ArrayList<>();
  Instant now = Samples.ERASED_AT;

  /// How many times the consumer is found to be behind.
  int behind;

  private final Path directory;
  private int epochs;

  ErasureWorld(Path directory) {
    this.directory = directory;
  }

  void stored(int number, String device) {
    events.ids.put(Samples.id(number), Samples.claim(number, device));
    events.items.put(Samples.item(number, device).key(), Samples.item(number, device));
  }

  void claimed(int number, String device) {
    events.ids.put(Samples.id(number), Samples.claim(number, device));
  }

  /// One epoch's.
  List<String> archived(ArchiveRow... rows) {
    List<String> keys = uploaded(rows);
    keys.forEach(key -> manifests.add(partitionOf(key), List.of(key)));
    return keys;
  }

  /// Not current yet.
  List<String> uploaded(ArchiveRow... rows) {
    List<String> keys = ArchiveFiles.seal(directory, ++epochs, List.of(rows));
    keys.forEach(key -> bucket.upload(key, directory.resolve(key)));
    return keys;
  }

  static Partition partitionOf(String key) {
    String folder = key.substring("events/".length(), key.lastIndexOf('/'));
    return Partition.parse(folder).orElseThrow();
  }

  void letters(String key, Letter... letters) {
    bucket.put(key, LetterJson.write(List.of(letters)));
  }

  private Erasing erasing() {
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return now;
          }

          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    return new Erasing(
        records,
        this::reach,
        List.of(
            new EventErasure(events),
            new StateErasure(states),
            new ArchiveErasure(cuts.of(bucket), directory.resolve("work"), clock),
            new LetterErasure(cuts.of(bucket), directory.resolve("work"))),
        clock,
        pause -> now = now.plus(pause),
        progress());
  }

  private Reach reach(Instant until, Instant settled) {
    long first = Duration.between(Samples.ERASED_AT, until).toSeconds() + 101;
    return new Reach(
        STREAM_CREATED,
        Set.of(SHARD),
        Map.of(SHARD, BigInteger.valueOf(first)),
        behind-- > 0 ? List.of(SHARD + " is behind") : List.of());
  }

  private ErasureProgress progress() {
    return new ErasureProgress() {
      @Override
      public void step(String name) {
        said.add(name);
      }

      @Override
      public void at(String state) {}
    };
  }

  Erasing.Outcome erase(String device) throws Exception {
    return erasing().erase(device, PATIENCE);
  }

  Removed dryRun(String device) throws Exception {
    return erasing().dryRun(device);
  }

  /// All that is kept but for the record of the erasure.
  ///
  /// @param rows of the current files, by id
  record Kept(
      Map<UUID, HeldId> ids,
      Set<UUID> items,
      Map<String, Map<String, Instant>> states,
      List<UUID> rows,
      Map<String, List<String>> letters) {}

  Kept kept() {
    Map<String, List<String>> letters = new TreeMap<>();
    for (var object : bucket.list("rejected/")) {
      letters.put(
          object.key(),
          LetterJson.read(bucket.content(object.key()).orElseThrow()).stream()
              .map(Letter::id)
              .toList());
    }
    Map<String, Map<String, Instant>> all = new TreeMap<>();
    states.states.forEach((device, of) -> all.put(device, Map.copyOf(of)));
    Set<UUID> items =
        Set.copyOf(events.items.values().stream().map(item -> item.event().eventId()).toList());
    return new Kept(Map.copyOf(events.ids), items, all, rows(), letters);
  }

  List<UUID> rows() {
    List<UUID> ids = new ArrayList<>();
    for (Partition partition : manifests.partitions()) {
      for (String key : manifests.current(partition)) {
        rowsOf(partition, key).forEach(row -> ids.add(row.event().eventId()));
      }
    }
    return ids.stream().sorted().toList();
  }

  List<ArchiveRow> rowsOf(Partition partition, String key) {
    Path file = directory.resolve(UUID.randomUUID() + ".parquet");
    bucket.download(key, file);
    List<ArchiveRow> all = new ArrayList<>();
    try (DuckDb duckDb = DuckDb.open(directory.resolve("spill"), DuckDb.Limits.DEFAULT);
        ArchiveRows rows = ArchiveRows.open(duckDb, partition, List.of(file), Map.of())) {
      while (rows.hasNext()) {
        all.add(rows.next());
      }
      Files.delete(file);
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Erasure record(String device) {
    return records.find(device).orElseThrow();
  }
}
