package dev.sluice.archiver.lake;

import dev.sluice.archiver.lake.result.JsonText;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.duckdb.JsonNode;
import org.jspecify.annotations.Nullable;

/// DuckDB's values as those of [dev.sluice.archiver.lake.result.ResultPrinter].
final class ResultValues {
  /// Three digits of milliseconds, more only where there are more.
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss.SSS")
          .toFormatter(Locale.ROOT);

  private static final DateTimeFormatter FINER_TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS")
          .toFormatter(Locale.ROOT);

  private ResultValues() {}

  static List<String> columns(ResultSet result) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      names.add(result.getMetaData().getColumnName(i));
    }
    return names;
  }

  static List<@Nullable Object> row(ResultSet result, int columns) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>(columns);
    for (int i = 1; i <= columns; i++) {
      values.add(value(result.getObject(i)));
    }
    return values;
  }

  private static @Nullable Object value(@Nullable Object value) throws SQLException {
    return switch (value) {
      case null -> null;
      case Boolean truth -> truth;
      case Double number when !Double.isFinite(number) -> number.toString();
      case Float number when !Float.isFinite(number) -> number.toString();
      case Number number -> number;
      case JsonNode json -> new JsonText(json.toString());
      case OffsetDateTime time ->
          text(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()) + "Z";
      case Timestamp time -> text(time.toLocalDateTime());
      case LocalDateTime time -> text(time);
      case Array array -> list(Arrays.asList((@Nullable Object[]) array.getArray()));
      case List<?> list -> list(list);
      case DuckDBStruct struct -> map(struct.getMap());
      case Struct struct -> list(Arrays.asList((@Nullable Object[]) struct.getAttributes()));
      case Map<?, ?> map -> map(map);
      case Blob blob -> HexFormat.of().formatHex(blob.getBytes(1, Math.toIntExact(blob.length())));
      default -> value.toString();
    };
  }

  private static String text(LocalDateTime time) {
    return (time.getNano() % 1_000_000 == 0 ? TIME : FINER_TIME).format(time);
  }

  private static List<@Nullable Object> list(List<? extends @Nullable Object> values)
      throws SQLException {
    List<@Nullable Object> list = new ArrayList<>();
    for (Object value : values) {
      list.add(value(value));
    }
    return list;
  }

  private static Map<String, @Nullable Object> map(Map<?, ?> values) throws SQLException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      map.put(String.valueOf(value(entry.getKey())), value(entry.getValue()));
    }
    return map;
  }
}
