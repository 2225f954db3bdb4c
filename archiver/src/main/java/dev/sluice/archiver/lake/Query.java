package dev.sluice.archiver.lake;

import dev.sluice.archiver.lake.result.ResultPrinter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// One statement that reads and changes nothing.
public final class Query {
  private final DuckDb duckDb;
  private final String sql;

  private Query(DuckDb duckDb, String sql) {
    this.duckDb = duckDb;
    this.sql = sql;
  }

  /// @throws LakeException if the text is no SQL, more than one statement, or does not only read
  public static Query of(DuckDb duckDb, String sql) {
    try (Statement statement = duckDb.connection().createStatement();
        ResultSet parsed =
            statement.executeQuery(
                """
                SELECT j->>'error', j->>'error_type', j->>'error_message',
                  json_array_length(j->'statements')
                FROM (SELECT json_serialize_sql(%s)::JSON AS j)
                """
                    .formatted(DuckDb.literal(sql)))) {
      parsed.next();
      if (Boolean.parseBoolean(parsed.getString(1))) {
        throw refused(parsed.getString(2), parsed.getString(3));
      }
      if (parsed.getLong(4) != 1) {
        throw new LakeException(
            "there are " + parsed.getLong(4) + " queries; one is run at a time");
      }
      return new Query(duckDb, sql);
    } catch (SQLException e) {
      throw new LakeException(e);
    }
  }

  private static LakeException refused(String type, String message) {
    return new LakeException(
        "parser".equals(type)
            ? "this is no SQL: " + message
            : "only a query can be run, as in SELECT, FROM, WITH, DESCRIBE or SUMMARIZE; the archive"
                + " is the view events, and nothing here can be changed");
  }

  public void print(ResultPrinter printer) throws IOException {
    try (Statement statement = duckDb.connection().createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> columns = ResultValues.columns(result);
      printer.begin(columns);
      while (result.next()) {
        printer.row(ResultValues.row(result, columns.size()));
      }
      printer.end();
    } catch (SQLException e) {
      throw new LakeException(e);
    }
  }

  /// Writes the result as a Parquet file.
  ///
  /// @param file replaced if it is there; DuckDB must have been let near it
  public void writeParquet(Path file) {
    try {
      duckDb.execute(
          "COPY (FROM query(%s)) TO %s (FORMAT parquet, COMPRESSION zstd)"
              .formatted(DuckDb.literal(sql), DuckDb.literal(file.toAbsolutePath().toString())));
    } catch (SQLException e) {
      throw new LakeException(e);
    }
  }
}
