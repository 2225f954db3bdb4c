package dev.sluice.archive.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MILLIS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.jsonType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.uuidType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.dynamodb.EventAttributes;
import dev.sluice.dynamodb.StoredEvent;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/// The columns of a file and what its metadata says about them. A reader that knows version 1 reads
/// every file of version 1; a column added at the end does not change the version.
///
/// Source: <https://github.com/apache/parquet-format/blob/master/LogicalTypes.md>
public final class ArchiveSchema {
  public static final String VERSION = "1";
  public static final String VERSION_KEY = "sluice.schema_version";
  public static final String ORDER_KEY = "sluice.sorted_by";

  /// In the order of [RowWriteSupport].
  public static final MessageType COLUMNS =
      Types.buildMessage()
          .addFields(
              Types.required(FIXED_LEN_BYTE_ARRAY)
                  .length(16)
                  .as(uuidType())
                  .named(EventAttributes.EVENT_ID),
              text(EventAttributes.DEVICE_ID),
              Types.optional(BINARY).as(stringType()).named(EventAttributes.EVENT_SUBTYPE),
              time(EventAttributes.EVENT_TIME),
              time(EventAttributes.RECEIVED_TIME),
              time(ArchiveRow.EXPIRED_TIME),
              text(EventAttributes.SOURCE),
              Types.required(BINARY).as(jsonType()).named(EventAttributes.PAYLOAD),
              text(StoredEvent.POSITION))
          .named("event");

  static final Map<String, String> METADATA =
      Map.of(
          VERSION_KEY,
          VERSION,
          ORDER_KEY,
          String.join(
              ",",
              EventAttributes.DEVICE_ID,
              EventAttributes.EVENT_TIME,
              EventAttributes.EVENT_ID));

  private ArchiveSchema() {}

  /// In the order of the file.
  public static List<String> columnNames() {
    return COLUMNS.getFields().stream().map(Type::getName).toList();
  }

  private static PrimitiveType text(String name) {
    return Types.required(BINARY).as(stringType()).named(name);
  }

  private static PrimitiveType time(String name) {
    return Types.required(INT64).as(timestampType(true, MILLIS)).named(name);
  }
}
