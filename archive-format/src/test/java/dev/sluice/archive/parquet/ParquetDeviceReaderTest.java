package dev.sluice.archive.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.archive.CountedParts;
import dev.sluice.archive.Rows;
import dev.sluice.archive.WrittenFile;
import dev.sluice.archive.catalog.InMemoryArchiveBucket;
import dev.sluice.archive.catalog.MissingFileException;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetDeviceReaderTest {
  private static final String KEY = "events/event_date=2026-11-02/event_type=type-0/a.parquet";
  private static final long FROM = Rows.DAY.toEpochMilli();
  private static final long TO = Rows.DAY.plusSeconds(86_400).toEpochMilli();
  private static final FileLayout SMALL_GROUPS = new FileLayout(1_000_000, 100, 1 << 20, 3);

  private final InMemoryArchiveBucket bucket = new InMemoryArchiveBucket();
  private final CountedParts parts = new CountedParts(bucket);

  private void write(List<ArchiveRow> rows, FileLayout layout) {
    bucket.put(KEY, WrittenFile.bytes(rows, layout));
  }

  private static List<Event> expected(
      List<ArchiveRow> rows, String device, long from, long to, boolean ascending) {
    Comparator<Event> order = Comparator.comparing(event -> event.key().eventKey());
    return rows.stream()
        .map(ArchiveRow::event)
        .filter(event -> event.deviceId().equals(device))
        .filter(event -> event.eventTime().toEpochMilli() >= from)
        .filter(event -> event.eventTime().toEpochMilli() < to)
        .sorted(ascending ? order : order.reversed())
        .toList();
  }

  private List<Event> read(String device, long from, long to, boolean ascending, int limit) {
    List<Event> found = new ArrayList<>();
    @Nullable String after = null;
    while (true) {
      DeviceRows rows =
          ParquetDeviceReader.rows(
              parts,
              KEY,
              "type-0",
              new DeviceQuestion(device, from, to, ascending, after, limit, 1 << 20));
      assertThat(rows.events()).hasSizeLessThanOrEqualTo(limit);
      found.addAll(rows.events());
      if (!rows.more()) {
        return found;
      }
      after = rows.events().getLast().key().eventKey();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyQuestionIsAnsweredAsByLookingAtAllRows(boolean ascending) {
    long seed = new Random().nextLong(1_000_000);
    System.out.println("ParquetDeviceReaderTest seed " + seed);
    Random random = new Random(seed);
    for (FileLayout layout : List.of(SMALL_GROUPS, FileLayout.DEFAULT)) {
      List<ArchiveRow> rows = new Rows(seed).rows(1_500, 1, 1);
      write(rows, layout);
      for (int i = 0; i < 40; i++) {
        String device = "device" + (random.nextBoolean() ? ":" : "-") + random.nextInt(45);
        long from = FROM + random.nextLong(TO - FROM);
        long to = from + 1 + random.nextLong(TO - from);
        int limit = 1 + random.nextInt(60);

        assertThat(read(device, from, to, ascending, limit))
            .as("%s from %d to %d by %d, seed %d", device, from, to, limit, seed)
            .containsExactlyElementsOf(expected(rows, device, from, to, ascending));
      }
    }
  }

  @Test
  void rowsOfOneMillisecondAreToldApartByTheirIds() {
    List<ArchiveRow> rows = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      rows.add(row("device", Rows.DAY.plusSeconds(1), new UUID(i * 0x9e3779b97f4a7c15L, i), "{}"));
    }
    write(rows, SMALL_GROUPS);

    for (boolean ascending : new boolean[] {true, false}) {
      assertThat(read("device", FROM, TO, ascending, 7))
          .containsExactlyElementsOf(expected(rows, "device", FROM, TO, ascending));
    }
  }

  @Test
  void aSmallFileIsOneRequest() {
    List<ArchiveRow> rows = new Rows(3).rows(200, 1, 1);
    write(rows, FileLayout.DEFAULT);

    FileOutline outline = ParquetDeviceReader.outline(parts, KEY);
    assertThat(parts.requests()).isEqualTo(1);
    assertThat(outline.bytes()).isLessThan(5_000);
    parts.reset();

    String device = rows.getFirst().event().deviceId();
    assertThat(read(device, FROM, TO, true, 100))
        .containsExactlyElementsOf(expected(rows, device, FROM, TO, true));
    assertThat(parts.requests()).isEqualTo(1);
  }

  @Test
  void ofALargeFileOnlyTheDevicesPagesAreFetched() {
    List<ArchiveRow> rows = new ArrayList<>();
    Random random = new Random(5);
    for (int device = 0; device < 200; device++) {
      for (int i = 0; i < 1_000; i++) {
        rows.add(
            row(
                "device-%03d".formatted(device),
                Rows.DAY.plusMillis(random.nextInt(86_400_000)),
                new UUID(random.nextLong(), random.nextLong()),
                "{\"celsius\":%d,\"salt\":\"%016x\"}"
                    .formatted(random.nextInt(40), random.nextLong())));
      }
    }
    write(rows, FileLayout.DEFAULT);
    long whole = bucket.content(KEY).orElseThrow().length;

    List<Event> found = read("device-123", FROM, TO, true, 1_000);

    System.out.printf(
        "1,000 of %,d rows: %d requests, %,d of %,d bytes%n",
        rows.size(), parts.requests(), parts.bytes(), whole);
    assertThat(found).hasSize(1_000);
    assertThat(found).containsExactlyElementsOf(expected(rows, "device-123", FROM, TO, true));
    assertThat(parts.requests()).isLessThanOrEqualTo(12);
    assertThat(parts.bytes()).isLessThan(whole / 5);
  }

  @Test
  void anOutlineRulesOutWhatIsNotThere() {
    List<ArchiveRow> rows = new Rows(3).rows(500, 1, 1);
    write(rows, FileLayout.DEFAULT);
    FileOutline outline = ParquetDeviceReader.outline(parts, KEY);
    long first = rows.stream().mapToLong(ParquetDeviceReaderTest::time).min().orElseThrow();
    long last = rows.stream().mapToLong(ParquetDeviceReaderTest::time).max().orElseThrow();

    for (ArchiveRow row : rows) {
      assertThat(outline.mayHold(row.event().deviceId(), time(row), time(row) + 1)).isTrue();
    }
    assertThat(outline.mayHold("device-1", last + 1, last + 2)).isFalse();
    assertThat(outline.mayHold("device-1", first - 1, first)).isFalse();
    assertThat(outline.mayHold("zebra", FROM, TO)).isFalse();
    assertThat(outline.earliest("device-1", FROM, TO)).isEqualTo(first);
    assertThat(outline.latest("device-1", FROM, TO)).isEqualTo(last);
    long wrong = 0;
    for (int i = 0; i < 1_000; i++) {
      wrong += outline.mayHold("device-1" + i + "x", FROM, TO) ? 1 : 0;
    }
    assertThat(wrong).as("devices that are taken to be there, of 1,000").isLessThan(50);
  }

  @Test
  void anAnswerEndsWhereItsPayloadsAreMany() {
    List<ArchiveRow> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String payload = "{\"text\":\"" + "x".repeat(100_000) + "\"}";
      rows.add(row("device", Rows.DAY.plusSeconds(i), new UUID(i, i), payload));
    }
    write(rows, FileLayout.DEFAULT);

    DeviceRows some =
        ParquetDeviceReader.rows(
            parts,
            KEY,
            "type-0",
            new DeviceQuestion("device", FROM, TO, true, null, 1_000, 500_000));

    assertThat(some.events()).hasSize(5);
    assertThat(some.more()).isTrue();
    assertThat(read("device", FROM, TO, false, 1_000)).hasSize(40);
  }

  @Test
  void aFileThatIsGoneIsNamed() {
    assertThatThrownBy(() -> ParquetDeviceReader.outline(parts, "events/gone.parquet"))
        .isInstanceOf(MissingFileException.class)
        .hasMessageContaining("events/gone.parquet");
  }

  @Test
  void whatIsNoFileOfOursIsRefused() {
    bucket.put(KEY, new byte[1_000]);

    assertThatThrownBy(() -> ParquetDeviceReader.outline(parts, KEY)).hasMessageContaining(KEY);
  }

  private static long time(ArchiveRow row) {
    return row.event().eventTime().toEpochMilli();
  }

  private static ArchiveRow row(String device, Instant time, UUID id, String payload) {
    return new ArchiveRow(
        new Event(
            id, device, "type-0", null, time, time.plusMillis(5), payload, Source.ADAPTER_EVENT),
        "position",
        time.plusSeconds(604_800));
  }
}
