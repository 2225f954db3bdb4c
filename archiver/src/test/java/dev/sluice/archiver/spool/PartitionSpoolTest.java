package dev.sluice.archiver.spool;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.archive.Rows;
import dev.sluice.archive.parquet.FileLayout;
import dev.sluice.archive.row.ArchiveFile;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archive.row.Partition;
import dev.sluice.archiver.ParquetFiles;
import dev.sluice.model.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionSpoolTest {

  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final FileLayout LAYOUT = FileLayout.DEFAULT;
  private static final Comparator<ArchiveRow> ORDER =
      Comparator.comparing((ArchiveRow row) -> row.event().deviceId())
          .thenComparing(row -> row.event().eventTime())
          .thenComparing(row -> row.event().eventId().toString());

  @TempDir Path temporary;

  private int directories;

  private SpoolDirectory directory(int bufferBytes, int sortBytes) {
    return SpoolDirectory.open(
        temporary.resolve("d" + directories++), new SpoolOptions(bufferBytes, sortBytes, 1), CLOCK);
  }

  private SpoolDirectory directory() {
    return directory(SpoolOptions.DEFAULT.bufferBytes(), SpoolOptions.DEFAULT.sortBytes());
  }

  private static void append(PartitionSpool spool, List<ArchiveRow> rows) {
    rows.forEach(spool::append);
  }

  private static Map<ArchiveFile, String> contents(SealedEpoch epoch) {
    Map<ArchiveFile, String> contents = new TreeMap<>(Comparator.comparing(ArchiveFile::path));
    for (SealedFile file : epoch.files()) {
      try {
        byte[] bytes = Files.readAllBytes(file.path());
        assertThat(bytes).hasSize((int) file.bytes());
        contents.put(file.file(), HexFormat.of().formatHex(bytes));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return contents;
  }

  @Test
  void everyRowIsReadBackFromThePartitionItBelongsToInOrder() throws Exception {
    List<ArchiveRow> rows = new Rows(1).rows(3_000, 3, 2);
    try (SpoolDirectory directory = directory();
        PartitionSpool spool = directory.newSpool()) {
      append(spool, rows);

      SealedEpoch sealed = spool.seal(Rows.EPOCH, LAYOUT);

      Map<Partition, List<ArchiveRow>> expected =
          rows.stream().sorted(ORDER).collect(groupingBy(ArchiveRow::partition));
      assertThat(sealed.files())
          .extracting(file -> file.file().partition())
          .containsExactlyElementsOf(expected.keySet().stream().sorted().toList());
      for (SealedFile file : sealed.files()) {
        assertThat(ParquetFiles.rows(file)).isEqualTo(expected.get(file.file().partition()));
        assertThat(file.file().epoch()).isEqualTo(Rows.EPOCH);
      }
      assertThat(sealed.rows()).isEqualTo(3_000);
      assertThat(sealed.repeated()).isZero();
    }
  }

  @Test
  void anyOrderRepetitionAndMemoryMakeTheSameFilesByteByByte() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    FileLayout small = new FileLayout(150, 64, 1 << 20, 3);
    for (int round = 0; round < 12; round++) {
      List<ArchiveRow> rows = new Rows(seed + round).rows(1 + random.nextInt(900), 2, 2);
      Map<ArchiveFile, String> expected;
      try (SpoolDirectory directory = directory();
          PartitionSpool spool = directory.newSpool()) {
        append(spool, rows);
        expected = contents(spool.seal(Rows.EPOCH, small));
      }
      List<ArchiveRow> replay = new ArrayList<>(rows);
      int repeats = random.nextInt(50);
      for (int i = 0; i < repeats; i++) {
        replay.add(rows.get(random.nextInt(rows.size())));
      }
      Collections.shuffle(replay, random);
      try (SpoolDirectory directory =
              directory(1 + random.nextInt(50_000), 1 + random.nextInt(100_000));
          PartitionSpool spool = directory.newSpool()) {
        append(spool, replay);
        SealedEpoch sealed = spool.seal(Rows.EPOCH, small);
        assertThat(sealed.repeated()).isEqualTo(repeats);
        assertThat(contents(sealed)).isEqualTo(expected);
      }
    }
  }

  @Test
  void sealingAgainMakesTheSame() throws Exception {
    try (SpoolDirectory directory = directory(1_000, 20_000);
        PartitionSpool spool = directory.newSpool()) {
      append(spool, new Rows(3).rows(500, 1, 1));

      Map<ArchiveFile, String> first = contents(spool.seal(Rows.EPOCH, LAYOUT));

      assertThat(contents(spool.seal(Rows.EPOCH, LAYOUT))).isEqualTo(first);
      assertThatIllegalStateException()
          .isThrownBy(() -> append(spool, new Rows(3).rows(1, 1, 1)))
          .withMessageContaining("sealed");
    }
  }

  @Test
  void aLargePartitionIsSplitByRows() throws Exception {
    List<ArchiveRow> rows = new Rows(4).rows(1_001, 1, 1);
    try (SpoolDirectory directory = directory(1_000, 50_000);
        PartitionSpool spool = directory.newSpool()) {
      append(spool, rows);

      SealedEpoch sealed = spool.seal(Rows.EPOCH, new FileLayout(500, 100, 1 << 20, 3));

      assertThat(sealed.files()).extracting(SealedFile::rows).containsExactly(500L, 500L, 1L);
      assertThat(sealed.files()).extracting(file -> file.file().part()).containsExactly(0, 1, 2);
      assertThat(sealed.files().stream().flatMap(file -> ParquetFiles.rows(file).stream()))
          .containsExactlyElementsOf(rows.stream().sorted(ORDER).toList());
    }
  }

  @Test
  void theStatusShowsAnExplosionOfPartitions() {
    try (SpoolDirectory directory = directory(10_000, 1 << 20);
        PartitionSpool spool = directory.newSpool()) {
      assertThat(spool.status()).isEqualTo(SpoolStatus.EMPTY);
      List<ArchiveRow> rows = new Rows(5).rows(4_000, 1_000, 1);
      append(spool, rows);

      SpoolStatus status = spool.status();

      assertThat(status.partitions()).isBetween(900, 1_000);
      assertThat(status.rows()).isEqualTo(4_000);
      assertThat(status.bytes()).isBetween(4_000L * 100, 4_000L * 500);
      assertThat(status.opened()).isEqualTo(NOW);
      assertThat(status.oldestRemoval())
          .isEqualTo(rows.stream().map(ArchiveRow::expiredTime).min(Instant::compareTo).get());
    }
  }

  @Test
  void aRowOfTheLargestSizeAnItemCanHavePasses() throws Exception {
    ArchiveRow row = new Rows(6).rows(1, 1, 1).getFirst();
    var event = row.event();
    String payload = "{\"blob\":\"" + "é".repeat(190_000) + "\"}";
    ArchiveRow large =
        new ArchiveRow(
            new Event(
                event.eventId(),
                event.deviceId(),
                event.eventType(),
                null,
                event.eventTime(),
                event.receivedTime(),
                payload,
                event.source()),
            row.position(),
            row.expiredTime());
    try (SpoolDirectory directory = directory(1_000, 1_000);
        PartitionSpool spool = directory.newSpool()) {
      append(spool, List.of(large, row));

      SealedEpoch sealed = spool.seal(Rows.EPOCH, LAYOUT);

      assertThat(ParquetFiles.rows(sealed.files().getFirst()))
          .containsExactlyInAnyOrder(large, row);
    }
  }

  @Test
  void aRowStaysInItsPartWhateverIsKeptOfTheOthers() throws Exception {
    List<ArchiveRow> rows = new Rows(11).rows(40, 1, 1);
    FileLayout small = new FileLayout(10, 10, 1 << 20, 3);
    try (SpoolDirectory directory = directory();
        PartitionSpool spool = directory.newSpool()) {
      append(spool, rows);
      Map<Integer, List<ArchiveRow>> all = byPart(spool.seal(Rows.EPOCH, small));
      List<ArchiveRow> third = requireNonNull(all.get(2));
      List<ArchiveRow> dropped = new ArrayList<>(requireNonNull(all.get(1)));
      dropped.addAll(third.subList(0, 4));

      Map<Integer, List<ArchiveRow>> kept =
          byPart(spool.seal(Rows.EPOCH, small, row -> !dropped.contains(row), () -> {}));

      assertThat(kept).containsOnlyKeys(0, 2, 3);
      assertThat(kept.get(0)).isEqualTo(all.get(0));
      assertThat(kept.get(2)).isEqualTo(third.subList(4, 10));
      assertThat(kept.get(3)).isEqualTo(all.get(3));
    }
  }

  private static Map<Integer, List<ArchiveRow>> byPart(SealedEpoch sealed) {
    Map<Integer, List<ArchiveRow>> rows = new TreeMap<>();
    sealed.files().forEach(file -> rows.put(file.file().part(), ParquetFiles.rows(file)));
    return rows;
  }
}
