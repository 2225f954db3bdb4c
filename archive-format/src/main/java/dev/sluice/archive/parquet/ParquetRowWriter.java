package dev.sluice.archive.parquet;

import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.dynamodb.EventAttributes;
import dev.sluice.dynamodb.StoredEvent;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/// Writes one file. The same rows in the same order, of the same [FileLayout], make the same bytes:
/// nothing in a file depends on when, where or how often it is written.
///
/// Rows come sorted by device, time and id. One thread at a time.
public final class ParquetRowWriter implements AutoCloseable {
  private static final double FALSE_POSITIVES = 0.01;

  private final ParquetWriter<ArchiveRow> writer;

  /// How many of what a file will hold, at most; sizes the bloom filters.
  public record Expected(long rows, long devices) {}

  private ParquetRowWriter(ParquetWriter<ArchiveRow> writer) {
    this.writer = writer;
  }

  /// Makes the file, or replaces what is there.
  public static ParquetRowWriter create(Path file, FileLayout layout, Expected expected)
      throws IOException {
    long ids = Math.clamp(expected.rows(), 1, layout.rowsPerGroup());
    long devices = Math.clamp(expected.devices(), 1, ids);
    return new ParquetRowWriter(
        new Builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withCodecFactory(new ZstdCodec(layout.level()))
            // version 2 is 4 % smaller, but DuckDB 1.4 cannot read its delta encoding of UUIDs
            .withWriterVersion(WriterVersion.PARQUET_1_0)
            .withRowGroupRowCountLimit(layout.rowsPerGroup())
            .withRowGroupSize(layout.groupBytes())
            // the default looks at a page's size after 100 rows, 40 MB of the largest items
            .withMinRowCountForPageSizeCheck(8)
            // Parquet writes no filter for a column that a dictionary covers
            .withDictionaryEncoding(EventAttributes.DEVICE_ID, false)
            // a value of these is hardly ever seen twice
            .withDictionaryEncoding(EventAttributes.PAYLOAD, false)
            .withDictionaryEncoding(StoredEvent.POSITION, false)
            .withDictionaryEncoding(EventAttributes.EVENT_TIME, false)
            .withDictionaryEncoding(EventAttributes.RECEIVED_TIME, false)
            .withDictionaryEncoding(ArchiveRow.EXPIRED_TIME, false)
            .withBloomFilterNDV(EventAttributes.EVENT_ID, ids)
            .withBloomFilterFPP(EventAttributes.EVENT_ID, FALSE_POSITIVES)
            .withBloomFilterNDV(EventAttributes.DEVICE_ID, devices)
            .withBloomFilterFPP(EventAttributes.DEVICE_ID, FALSE_POSITIVES)
            // nobody asks for a range of payloads, and theirs would be whole documents
            .withStatisticsEnabled(EventAttributes.PAYLOAD, false)
            .withPageWriteChecksumEnabled(true)
            .build());
  }

  public void write(ArchiveRow row) throws IOException {
    writer.write(row);
  }

  /// Completes the file; without it there is none.
  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<ArchiveRow, Builder> {
    private Builder(OutputFile file) {
      super(file);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<ArchiveRow> getWriteSupport(Configuration configuration) {
      return new RowWriteSupport();
    }

    @Override
    protected WriteSupport<ArchiveRow> getWriteSupport(ParquetConfiguration configuration) {
      return new RowWriteSupport();
    }
  }
}
