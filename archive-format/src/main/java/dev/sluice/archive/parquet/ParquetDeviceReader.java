package dev.sluice.archive.parquet;

import static org.apache.parquet.filter2.predicate.FilterApi.and;
import static org.apache.parquet.filter2.predicate.FilterApi.binaryColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.eq;
import static org.apache.parquet.filter2.predicate.FilterApi.gtEq;
import static org.apache.parquet.filter2.predicate.FilterApi.longColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.lt;

import dev.sluice.archive.catalog.FileParts;
import dev.sluice.dynamodb.EventAttributes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.statistics.BinaryStatistics;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;

/// Reads what one device has in a file, and of the file little more: its metadata, the pages that
/// say which rows are the device's, and the pages of those rows.
///
/// Throws [dev.sluice.archive.catalog.MissingFileException] when there is no such file, and
/// [UncheckedIOException] when it is none of ours.
public final class ParquetDeviceReader {
  /// A larger filter says little: a file of so many devices has most of them.
  private static final int MOST_FILTER_BYTES = 4 << 10;

  private ParquetDeviceReader() {}

  /// One request for most files.
  public static FileOutline outline(FileParts parts, String key) {
    RangedFile file = new RangedFile(parts, key);
    try (ParquetFileReader reader = ParquetFileReader.open(file, options().build())) {
      requireKnownVersion(key, reader);
      List<FileOutline.Group> groups = new ArrayList<>();
      for (BlockMetaData group : reader.getRowGroups()) {
        groups.add(outline(reader, group, file.isWhole()));
      }
      return new FileOutline(groups);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + key, e);
    }
  }

  private static FileOutline.Group outline(
      ParquetFileReader reader, BlockMetaData group, boolean whole) throws IOException {
    ColumnChunkMetaData devices = column(group, EventAttributes.DEVICE_ID);
    BinaryStatistics ids = (BinaryStatistics) devices.getStatistics();
    LongStatistics times =
        (LongStatistics) column(group, EventAttributes.EVENT_TIME).getStatistics();
    // a filter that did not come by itself costs more than it saves
    BloomFilter filter = whole ? reader.readBloomFilter(devices) : null;
    return new FileOutline.Group(
        ids.genericGetMin().copy(),
        ids.genericGetMax().copy(),
        times.getMin(),
        times.getMax(),
        filter == null || filter.getBitsetSize() > MOST_FILTER_BYTES ? null : filter);
  }

  /// Two requests for a small file at most, about a dozen for one of a million rows.
  ///
  /// @param eventType of the partition that the file lies in
  public static DeviceRows rows(
      FileParts parts, String key, String eventType, DeviceQuestion question) {
    RangedFile file = new RangedFile(parts, key);
    ParquetReadOptions options =
        options()
            .withRecordFilter(
                FilterCompat.get(
                    and(
                        eq(
                            binaryColumn(EventAttributes.DEVICE_ID),
                            Binary.fromString(question.deviceId())),
                        and(
                            gtEq(longColumn(EventAttributes.EVENT_TIME), question.from()),
                            lt(longColumn(EventAttributes.EVENT_TIME), question.to())))))
            .build();
    try (ParquetFileReader reader = ParquetFileReader.open(file, options)) {
      requireKnownVersion(key, reader);
      return new DeviceRowScan(file, reader, eventType, question).read();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + key, e);
    }
  }

  private static ParquetReadOptions.Builder options() {
    return ParquetReadOptions.builder(new PlainParquetConfiguration())
        .withCodecFactory(new ZstdPages())
        .useStatsFilter(true)
        .useColumnIndexFilter(true)
        .useDictionaryFilter(false)
        .useBloomFilter(false)
        .withUseHadoopVectoredIo(true)
        .usePageChecksumVerification();
  }

  private static void requireKnownVersion(String key, ParquetFileReader reader) throws IOException {
    String version = reader.getFileMetaData().getKeyValueMetaData().get(ArchiveSchema.VERSION_KEY);
    if (!ArchiveSchema.VERSION.equals(version)) {
      throw new IOException(
          "%s has %s \"%s\", not \"%s\""
              .formatted(key, ArchiveSchema.VERSION_KEY, version, ArchiveSchema.VERSION));
    }
  }

  static ColumnChunkMetaData column(BlockMetaData group, String name) {
    return group.getColumns().stream()
        .filter(column -> column.getPath().toDotString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a file without the column " + name));
  }
}
