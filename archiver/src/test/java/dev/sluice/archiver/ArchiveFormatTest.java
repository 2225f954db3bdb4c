package dev.sluice.archiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.archive.Rows;
import dev.sluice.archive.parquet.ArchiveSchema;
import dev.sluice.archive.parquet.FileLayout;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archiver.spool.PartitionSpool;
import dev.sluice.archiver.spool.SealedEpoch;
import dev.sluice.archiver.spool.SealedFile;
import dev.sluice.archiver.spool.SpoolDirectory;
import dev.sluice.archiver.spool.SpoolOptions;
import dev.sluice.model.Timestamps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files as other programs see them: Parquet's own reader and DuckDB.
class ArchiveFormatTest {
  private static final List<ArchiveRow> ROWS = new Rows(11).rows(2_000, 3, 2);

  @TempDir Path temporary;

  private void sealed(Check check) throws Exception {
    Path archive = temporary.resolve("archive");
    try (SpoolDirectory directory =
            SpoolDirectory.open(temporary, SpoolOptions.DEFAULT, Clock.systemUTC());
        PartitionSpool spool = directory.newSpool()) {
      ROWS.forEach(spool::append);
      SealedEpoch sealed = spool.seal(Rows.EPOCH, new FileLayout(1_000_000, 100, 1 << 20, 3));
      for (SealedFile file : sealed.files()) {
        Path target = archive.resolve(file.file().path());
        Files.createDirectories(target.getParent());
        Files.copy(file.path(), target);
      }
      check.check(sealed.files(), archive);
    }
  }

  private interface Check {
    void check(List<SealedFile> files, Path archive) throws Exception;
  }

  @Test
  void theSchemaIsThePromisedOne() {
    assertThat(ArchiveSchema.COLUMNS.toString().trim())
        .isEqualTo(
            """
            message event {
              required fixed_len_byte_array(16) event_id (UUID);
              required binary device_id (STRING);
              optional binary event_subtype (STRING);
              required int64 event_time (TIMESTAMP(MILLIS,true));
              required int64 received_time (TIMESTAMP(MILLIS,true));
              required int64 expired_time (TIMESTAMP(MILLIS,true));
              required binary source (STRING);
              required binary payload (JSON);
              required binary position (STRING);
            }\
            """);
  }

  @Test
  void theFooterSaysVersionOrderAndWriter() throws Exception {
    sealed((files, archive) -> {
      try (ParquetFileReader reader = ParquetFiles.open(files.getFirst().path())) {
        var footer = reader.getFooter().getFileMetaData();
        assertThat(footer.getSchema()).isEqualTo(ArchiveSchema.COLUMNS);
        assertThat(footer.getKeyValueMetaData())
            .containsEntry("sluice.schema_version", "1")
            .containsEntry("sluice.sorted_by", "device_id,event_time,event_id");
        assertThat(footer.getCreatedBy()).startsWith("parquet-mr version 1.18.1");
      }
    });
  }

  @Test
  void everyGroupIsZstdAndFiltersItsDevicesAndIds() throws Exception {
    sealed((files, archive) -> {
      for (SealedFile file : files) {
        List<ArchiveRow> rows = ParquetFiles.rows(file);
        try (ParquetFileReader reader = ParquetFiles.open(file.path())) {
          assertThat(reader.getRowGroups()).hasSizeGreaterThan(2);
          int from = 0;
          for (BlockMetaData group : reader.getRowGroups()) {
            int to = from + Math.toIntExact(group.getRowCount());
            assertThat(group.getColumns())
                .extracting(ColumnChunkMetaData::getCodec)
                .containsOnly(CompressionCodecName.ZSTD);
            assertFilters(reader, group, rows.subList(from, to));
            from = to;
          }
        }
      }
    });
  }

  private static void assertFilters(
      ParquetFileReader reader, BlockMetaData group, List<ArchiveRow> rows) throws IOException {
    BloomFilter ids = filter(reader, group, "event_id");
    BloomFilter devices = filter(reader, group, "device_id");
    for (ArchiveRow row : rows) {
      assertThat(ids.findHash(ids.hash(binary(row.event().eventId())))).isTrue();
      assertThat(devices.findHash(devices.hash(Binary.fromString(row.event().deviceId()))))
          .isTrue();
    }
    long found = 0;
    for (long i = 0; i < 10_000; i++) {
      found += ids.findHash(ids.hash(binary(new UUID(i, -i)))) ? 1 : 0;
    }
    assertThat(found).as("false answers of 10,000").isLessThan(300);
    assertThat(ids.getBitsetSize()).isLessThanOrEqualTo(256);
    assertThat(devices.getBitsetSize()).isLessThanOrEqualTo(256);
  }

  private static BloomFilter filter(ParquetFileReader reader, BlockMetaData group, String column) {
    ColumnChunkMetaData chunk =
        group.getColumns().stream()
            .filter(candidate -> candidate.getPath().toDotString().equals(column))
            .findFirst()
            .orElseThrow();
    BloomFilter filter = reader.getBloomFilterDataReader(group).readBloomFilter(chunk);
    assertThat(filter).as("filter of " + column).isNotNull();
    return filter;
  }

  private static Binary binary(UUID id) {
    return Binary.fromConstantByteArray(
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array());
  }

  @Test
  void duckDbReadsEveryRowAndItsTypesWithoutBeingTold() throws Exception {
    sealed((files, archive) -> {
      String table =
          "read_parquet('" + archive + "/events/**/*.parquet', hive_partitioning = true)";
      try (var connection = DriverManager.getConnection("jdbc:duckdb:");
          var statement = connection.createStatement()) {
        statement.execute("SET TimeZone = 'UTC'");
        try (ResultSet columns = statement.executeQuery("describe select * from " + table)) {
          assertThat(types(columns))
              .containsExactly(
                  "event_id UUID",
                  "device_id VARCHAR",
                  "event_subtype VARCHAR",
                  "event_time TIMESTAMP WITH TIME ZONE",
                  "received_time TIMESTAMP WITH TIME ZONE",
                  "expired_time TIMESTAMP WITH TIME ZONE",
                  "source VARCHAR",
                  "payload JSON",
                  "position VARCHAR",
                  "event_date DATE",
                  "event_type VARCHAR");
        }
        try (ResultSet rows =
            statement.executeQuery(
                """
                select event_id::varchar, device_id, event_subtype,
                  strftime(event_time, '%Y-%m-%dT%H:%M:%S.%gZ'),
                  strftime(received_time, '%Y-%m-%dT%H:%M:%S.%gZ'),
                  strftime(expired_time, '%Y-%m-%dT%H:%M:%S.%gZ'),
                  source, payload::varchar, position, event_date::varchar, event_type,
                  payload->>'$.celsius'
                from the_table
                """
                    .replace("the_table", table))) {
          Set<String> found = new TreeSet<>();
          while (rows.next()) {
            found.add(line(rows));
          }
          assertThat(found)
              .isEqualTo(
                  ROWS.stream()
                      .map(ArchiveFormatTest::line)
                      .collect(Collectors.toCollection(TreeSet::new)));
        }
      }
    });
  }

  private static List<String> types(ResultSet columns) throws SQLException {
    List<String> types = new ArrayList<>();
    while (columns.next()) {
      types.add(columns.getString("column_name") + " " + columns.getString("column_type"));
    }
    return types;
  }

  private static String line(ResultSet row) throws SQLException {
    StringBuilder line = new StringBuilder();
    for (int column = 1; column <= 11; column++) {
      line.append(row.getString(column)).append('|');
    }
    return line.toString();
  }

  private static String line(ArchiveRow row) {
    var event = row.event();
    return String.join(
            "|",
            event.eventId().toString(),
            event.deviceId(),
            String.valueOf(event.eventSubtype()),
            Timestamps.format(event.eventTime()),
            Timestamps.format(event.receivedTime()),
            Timestamps.format(row.expiredTime()),
            event.source().text(),
            event.payload(),
            row.position(),
            row.partition().eventDate().toString(),
            event.eventType())
        + "|";
  }
}
