package dev.sluice.archive.parquet;

import dev.sluice.archive.parquet.RangedFile.Span;
import dev.sluice.dynamodb.EventAttributes;
import dev.sluice.model.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.filter2.columnindex.RowRanges;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.hadoop.metadata.IndexReference;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/// One reading of a device's rows. First it learns from the columns of the key which rows are
/// meant: they lie together, for a file is sorted. Then it reads the other columns of as many of
/// these as are wanted.
final class DeviceRowScan {
  private static final MessageType KEYS =
      columns(EventAttributes.DEVICE_ID, EventAttributes.EVENT_TIME);
  private static final MessageType ALL =
      columns(
          Stream.concat(Stream.of(EventAttributes.DEVICE_ID), EventMaterializer.COLUMNS.stream())
              .toArray(String[]::new));
  private static final MessageType ROWS = columns(EventMaterializer.COLUMNS.toArray(String[]::new));

  private final RangedFile file;
  private final ParquetFileReader reader;
  private final String eventType;
  private final DeviceQuestion question;
  private final List<Event> found = new ArrayList<>();
  private long payloadBytes;

  /// Rows of a group, both inclusive.
  private record Rows(long first, long last) {}

  /// @param reader has the filter that belongs to the question
  DeviceRowScan(
      RangedFile file, ParquetFileReader reader, String eventType, DeviceQuestion question) {
    this.file = file;
    this.reader = reader;
    this.eventType = eventType;
    this.question = question;
  }

  private static MessageType columns(String... names) {
    return new MessageType(
        ArchiveSchema.COLUMNS.getName(),
        Stream.of(names).map(ArchiveSchema.COLUMNS::getType).toList());
  }

  DeviceRows read() throws IOException {
    int groups = reader.getRowGroups().size();
    for (int i = 0; i < groups; i++) {
      int group = question.ascending() ? i : groups - 1 - i;
      Rows rows = rowsOfDevice(group);
      if (rows.first() >= 0 && !read(group, rows)) {
        return new DeviceRows(found, true);
      }
    }
    return new DeviceRows(found, false);
  }

  private Rows rowsOfDevice(int group) throws IOException {
    fetchIndexes(reader.getRowGroups().get(group));
    // the offsets that are read now are for all that is read of this group later
    reader.setRequestedSchema(ALL);
    RowRanges candidates = reader.getRowRanges(group);
    reader.setRequestedSchema(KEYS);
    PageReadStore pages = reader.readFilteredRowGroup(group, candidates);
    long first = -1;
    long last = -1;
    if (pages != null) {
      RecordReader<Boolean> rows = records(pages, KEYS, new KeyMatcher(question));
      PrimitiveIterator.OfLong indexes = indexes(pages);
      while (indexes.hasNext()) {
        long index = indexes.nextLong();
        if (rows.read()) {
          first = first < 0 ? index : first;
          last = index;
        } else if (first >= 0) {
          break;
        }
      }
    }
    return new Rows(first, last);
  }

  private void fetchIndexes(BlockMetaData group) {
    Stream<IndexReference> ofKeys =
        KEYS.getFields().stream()
            .map(field -> ParquetDeviceReader.column(group, field.getName()))
            .map(ColumnChunkMetaData::getColumnIndexReference);
    Stream<IndexReference> offsets =
        ALL.getFields().stream()
            .map(field -> ParquetDeviceReader.column(group, field.getName()))
            .map(ColumnChunkMetaData::getOffsetIndexReference);
    file.fetch(
        Stream.concat(ofKeys, offsets)
            .map(index -> new Span(index.getOffset(), index.getOffset() + index.getLength()))
            .sorted(Comparator.comparingLong(Span::from))
            .toList());
  }

  /// @return whether all rows were read
  private boolean read(int group, Rows rows) throws IOException {
    BlockMetaData metadata = reader.getRowGroups().get(group);
    long bytesOfOne = Math.max(1, metadata.getTotalByteSize() / metadata.getRowCount());
    long step = Math.clamp(question.payloadBytes() / bytesOfOne, 1, question.rows());
    long first = rows.first();
    long last = rows.last();
    while (first <= last) {
      boolean ascending = question.ascending();
      Rows some =
          ascending
              ? new Rows(first, Math.min(last, first + step - 1))
              : new Rows(Math.max(first, last - step + 1), last);
      first = ascending ? some.last() + 1 : first;
      last = ascending ? last : some.first() - 1;
      if (!add(events(group, some))) {
        return false;
      }
    }
    return true;
  }

  /// @return false when no more is wanted
  private boolean add(List<Event> events) {
    for (Event event : events) {
      if (!question.isAfter(event.key().eventKey())) {
        continue;
      }
      if (found.size() >= question.rows() || payloadBytes >= question.payloadBytes()) {
        return false;
      }
      found.add(event);
      payloadBytes += event.payload().length();
    }
    return true;
  }

  private List<Event> events(int group, Rows rows) throws IOException {
    reader.setRequestedSchema(ROWS);
    PageReadStore pages =
        reader.readFilteredRowGroup(
            group, RowRanges.builder().addSelectedRange(rows.first(), rows.last()).build());
    RecordReader<Event> records =
        records(pages, ROWS, new EventMaterializer(question.deviceId(), eventType));
    List<Event> events = new ArrayList<>();
    for (long i = rows.first(); i <= rows.last(); i++) {
      events.add(records.read());
    }
    if (!question.ascending()) {
      Collections.reverse(events);
    }
    return events;
  }

  private static <T> RecordReader<T> records(
      PageReadStore pages, MessageType columns, RecordMaterializer<T> materializer) {
    return new ColumnIOFactory().getColumnIO(columns).getRecordReader(pages, materializer);
  }

  private static PrimitiveIterator.OfLong indexes(PageReadStore pages) {
    return pages
        .getRowIndexes()
        .orElseGet(() -> LongStream.range(0, pages.getRowCount()).iterator());
  }
}
