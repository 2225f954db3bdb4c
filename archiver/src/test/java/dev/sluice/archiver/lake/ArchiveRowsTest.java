package dev.sluice.archiver.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.archive.Rows;
import dev.sluice.archive.parquet.FileLayout;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archive.row.Partition;
import dev.sluice.archiver.ArchiveFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveRowsTest {
  private static final List<ArchiveRow> ROWS = new Rows(21).rows(500, 1, 1);
  private static final Partition PARTITION = ROWS.getFirst().partition();

  /// Of a type that has no order of its own: by its bytes.
  private static final Comparator<ArchiveRow> SORTED =
      Comparator.comparing((ArchiveRow row) -> row.event().deviceId())
          .thenComparing(row -> row.event().eventTime())
          .thenComparing(row -> row.event().eventId().toString());

  @TempDir Path temporary;
  private DuckDb duckDb;

  @BeforeEach
  void open() {
    duckDb = DuckDb.open(temporary.resolve("spill"), DuckDb.Limits.DEFAULT);
  }

  @AfterEach
  void close() {
    duckDb.close();
  }

  private List<Path> files(List<String> keys) {
    return keys.stream().map(temporary::resolve).toList();
  }

  private List<ArchiveRow> read(List<Path> files, Map<String, Instant> left) {
    try (ArchiveRows rows = ArchiveRows.open(duckDb, PARTITION, files, left)) {
      List<ArchiveRow> all = new ArrayList<>();
      while (rows.hasNext()) {
        all.add(rows.next());
      }
      return all;
    }
  }

  @Test
  void rowsOfSeveralFilesComeSortedAndComplete() {
    List<Path> files =
        Stream.concat(
                files(ArchiveFiles.seal(temporary, 1, ROWS.subList(0, 200))).stream(),
                files(ArchiveFiles.seal(temporary, 2, ROWS.subList(200, 500))).stream())
            .toList();
    assertThat(read(files, Map.of())).isEqualTo(ROWS.stream().sorted(SORTED).toList());
  }

  @Test
  void anEventThatWasRemovedTwiceComesOnceByItsFirstRemoval() {
    ArchiveRow row = ROWS.getFirst();
    ArchiveRow again =
        new ArchiveRow(row.event(), row.position(), row.expiredTime().plusSeconds(9));
    List<String> keys = new ArrayList<>(ArchiveFiles.seal(temporary, 1, List.of(again)));
    keys.addAll(ArchiveFiles.seal(temporary, 2, List.of(row)));
    keys.addAll(ArchiveFiles.seal(temporary, 3, List.of(row)));
    try (ArchiveRows rows = ArchiveRows.open(duckDb, PARTITION, files(keys), Map.of())) {
      assertThat(rows.next()).isEqualTo(row);
      assertThat(rows.hasNext()).isFalse();
      assertThat(rows.read()).isEqualTo(3);
      assertThat(rows.repeated()).isEqualTo(2);
    }
  }

  @Test
  void erasedRowsDoNotComeAndLaterOnesOfTheDeviceDo() {
    String device = ROWS.getFirst().event().deviceId();
    List<ArchiveRow> ofDevice =
        ROWS.stream()
            .filter(row -> row.event().deviceId().equals(device))
            .sorted(Comparator.comparing(row -> row.event().receivedTime()))
            .toList();
    Instant until = ofDevice.get(ofDevice.size() / 2).event().receivedTime();
    List<Path> files = files(ArchiveFiles.seal(temporary, 1, ROWS));
    assertThat(read(files, Map.of(device, until, "it's", until)))
        .isEqualTo(
            ROWS.stream()
                .filter(row ->
                    !row.event().deviceId().equals(device)
                        || row.event().receivedTime().isAfter(until))
                .sorted(SORTED)
                .toList())
        .anyMatch(row -> row.event().deviceId().equals(device));
  }

  @Test
  void writtenAnewInPartsTheyAreTheSameRowsAndTheSameBytesEachTime() throws IOException {
    List<Path> files = files(ArchiveFiles.seal(temporary, 1, ROWS));
    FileLayout layout = new FileLayout(200, 50, 1 << 20, 3);
    List<byte[]> first = new ArrayList<>();
    for (int attempt = 0; attempt < 2; attempt++) {
      Path directory = Files.createDirectories(temporary.resolve("parts-" + attempt));
      try (ArchiveRows rows = ArchiveRows.open(duckDb, PARTITION, files, Map.of())) {
        List<PartFiles.Written> parts = new PartFiles(directory, layout, read -> {}).write(rows);
        assertThat(parts).extracting(PartFiles.Written::rows).containsExactly(200L, 200L, 100L);
        List<Path> paths = parts.stream().map(PartFiles.Written::path).toList();
        assertThat(read(paths, Map.of())).isEqualTo(ROWS.stream().sorted(SORTED).toList());
        for (int i = 0; i < paths.size(); i++) {
          byte[] bytes = Files.readAllBytes(paths.get(i));
          if (attempt == 0) {
            first.add(bytes);
          }
          assertThat(bytes).isEqualTo(first.get(i));
        }
      }
    }
  }

  @Test
  void oneFileWrittenAnewIsTheFileThatTheArchiverWrote() throws IOException {
    List<Path> files = files(ArchiveFiles.seal(temporary, 1, ROWS));
    try (ArchiveRows rows = ArchiveRows.open(duckDb, PARTITION, files, Map.of())) {
      List<PartFiles.Written> parts =
          new PartFiles(temporary, FileLayout.DEFAULT, read -> {}).write(rows);
      assertThat(parts.getFirst().path()).hasSameBinaryContentAs(files.getFirst());
    }
  }

  @Test
  void aFileWithAnotherColumnIsRefusedByName() throws Exception {
    Path file = temporary.resolve("newer.parquet");
    String columns =
        Stream.of(
                "event_id",
                "device_id",
                "event_subtype",
                "event_time",
                "received_time",
                "expired_time",
                "source",
                "payload",
                "position",
                "firmware")
            .map(name -> "1 AS " + name)
            .collect(Collectors.joining(", "));
    duckDb.execute("COPY (SELECT %s) TO '%s' (FORMAT parquet)".formatted(columns, file));
    assertThatThrownBy(() -> ArchiveRows.open(duckDb, PARTITION, List.of(file), Map.of()))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("newer.parquet")
        .hasMessageContaining("firmware");
  }
}
