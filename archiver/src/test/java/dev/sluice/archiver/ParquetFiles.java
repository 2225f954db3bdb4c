package dev.sluice.archiver;

import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archiver.spool.SealedFile;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/// Reads files by Parquet's own reader, column by column name.
public final class ParquetFiles {
  private ParquetFiles() {}

  public static ParquetFileReader open(Path file) throws IOException {
    return ParquetFileReader.open(
        new LocalInputFile(file),
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new ZstdPages())
            .usePageChecksumVerification()
            .build());
  }

  /// In the order of the file.
  public static List<ArchiveRow> rows(SealedFile file) {
    List<ArchiveRow> rows = new ArrayList<>();
    try (ParquetFileReader reader = open(file.path())) {
      MessageType schema = reader.getFooter().getFileMetaData().getSchema();
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        RecordReader<Group> groups =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(pages, new GroupRecordConverter(schema));
        for (long i = 0; i < pages.getRowCount(); i++) {
          rows.add(row(groups.read(), file.file().partition().eventType()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static ArchiveRow row(Group group, String type) {
    ByteBuffer id = group.getBinary("event_id", 0).toByteBuffer();
    return new ArchiveRow(
        new Event(
            new UUID(id.getLong(), id.getLong()),
            group.getString("device_id", 0),
            type,
            group.getFieldRepetitionCount("event_subtype") == 0
                ? null
                : group.getString("event_subtype", 0),
            Instant.ofEpochMilli(group.getLong("event_time", 0)),
            Instant.ofEpochMilli(group.getLong("received_time", 0)),
            group.getString("payload", 0),
            Source.of(group.getString("source", 0))),
        group.getString("position", 0),
        Instant.ofEpochMilli(group.getLong("expired_time", 0)));
  }
}
