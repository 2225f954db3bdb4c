package dev.sluice.archive.parquet;

import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.model.Event;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/// Hands a row's values to Parquet, in the order of [ArchiveSchema#COLUMNS].
final class RowWriteSupport extends WriteSupport<ArchiveRow> {
  private static final MessageType COLUMNS = ArchiveSchema.COLUMNS;

  private @Nullable RecordConsumer consumer;

  @Override
  public WriteContext init(Configuration configuration) {
    return context();
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return context();
  }

  private static WriteContext context() {
    return new WriteContext(COLUMNS, ArchiveSchema.METADATA);
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(ArchiveRow row) {
    RecordConsumer out = consumer;
    if (out == null) {
      throw new IllegalStateException("write before prepareForWrite");
    }
    Event event = row.event();
    out.startMessage();
    binary(out, 0, uuid(event.eventId()));
    text(out, 1, event.deviceId());
    if (event.eventSubtype() != null) {
      text(out, 2, event.eventSubtype());
    }
    time(out, 3, event.eventTime());
    time(out, 4, event.receivedTime());
    time(out, 5, row.expiredTime());
    text(out, 6, event.source().text());
    text(out, 7, event.payload());
    text(out, 8, row.position());
    out.endMessage();
  }

  private static void text(RecordConsumer out, int column, String text) {
    binary(out, column, Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void binary(RecordConsumer out, int column, Binary value) {
    String name = COLUMNS.getFieldName(column);
    out.startField(name, column);
    out.addBinary(value);
    out.endField(name, column);
  }

  private static void time(RecordConsumer out, int column, Instant time) {
    String name = COLUMNS.getFieldName(column);
    out.startField(name, column);
    out.addLong(time.toEpochMilli());
    out.endField(name, column);
  }

  private static Binary uuid(UUID id) {
    return Binary.fromConstantByteArray(
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array());
  }
}
