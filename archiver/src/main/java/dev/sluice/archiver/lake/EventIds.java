package dev.sluice.archiver.lake;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/// The ids of a file's rows.
public final class EventIds {
  private EventIds() {}

  /// @param ids takes the id of each row, in the order of the file
  /// @return how many rows there are
  public static long read(DuckDb duckDb, Path file, Consumer<UUID> ids) {
    String query =
        "SELECT event_id FROM read_parquet(%s, hive_partitioning = false)"
            .formatted(DuckDb.paths(List.of(file)));
    long rows = 0;
    try (Statement statement = duckDb.connection().createStatement();
        ResultSet result = statement.executeQuery(query)) {
      for (; result.next(); rows++) {
        ids.accept(result.getObject(1, UUID.class));
      }
      return rows;
    } catch (SQLException e) {
      throw new LakeException(e);
    }
  }
}
