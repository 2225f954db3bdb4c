package dev.sluice.archive.parquet;

import dev.sluice.dynamodb.EventAttributes;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.jspecify.annotations.Nullable;

/// Makes events of the columns that they need beside the device and the type, which are known.
final class EventMaterializer extends RecordMaterializer<Event> {
  /// In the order in which they are asked for.
  static final List<String> COLUMNS =
      List.of(
          EventAttributes.EVENT_ID,
          EventAttributes.EVENT_SUBTYPE,
          EventAttributes.EVENT_TIME,
          EventAttributes.RECEIVED_TIME,
          EventAttributes.SOURCE,
          EventAttributes.PAYLOAD);

  private final String deviceId;
  private final String eventType;
  private final @Nullable Object[] row = new @Nullable Object[COLUMNS.size()];
  private final GroupConverter converter = new OfRow();

  EventMaterializer(String deviceId, String eventType) {
    this.deviceId = deviceId;
    this.eventType = eventType;
  }

  @Override
  public Event getCurrentRecord() {
    return new Event(
        id(present(0, Binary.class)),
        deviceId,
        eventType,
        row[1] == null ? null : text(1),
        Instant.ofEpochMilli(present(2, Long.class)),
        Instant.ofEpochMilli(present(3, Long.class)),
        text(5),
        Source.of(text(4)));
  }

  @Override
  public GroupConverter getRootConverter() {
    return converter;
  }

  private String text(int column) {
    return present(column, Binary.class).toStringUsingUTF8();
  }

  private <T> T present(int column, Class<T> type) {
    Object value = row[column];
    if (value == null) {
      throw new IllegalArgumentException("a row without " + COLUMNS.get(column));
    }
    return type.cast(value);
  }

  private static UUID id(Binary bytes) {
    ByteBuffer buffer = bytes.toByteBuffer();
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  private final class OfRow extends GroupConverter {
    private final List<OfColumn> columns =
        COLUMNS.stream().map(name -> new OfColumn(COLUMNS.indexOf(name))).toList();

    @Override
    public Converter getConverter(int field) {
      return columns.get(field);
    }

    @Override
    public void start() {
      Arrays.fill(row, null);
    }

    @Override
    public void end() {}
  }

  private final class OfColumn extends PrimitiveConverter {
    private final int column;

    private OfColumn(int column) {
      this.column = column;
    }

    @Override
    public void addBinary(Binary value) {
      row[column] = value.copy();
    }

    @Override
    public void addLong(long value) {
      row[column] = value;
    }
  }
}
