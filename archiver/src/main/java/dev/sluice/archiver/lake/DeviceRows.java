package dev.sluice.archiver.lake;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Looks for the rows of one device in a file. Statistics and bloom filters tell of most row groups
/// that it is not in them.
///
/// @param receivedUntil rows of what was received later are not looked for
public record DeviceRows(String deviceId, Instant receivedUntil) {

  public long in(DuckDb duckDb, Path file) {
    String query =
        """
        SELECT count(*) FROM read_parquet(%s, hive_partitioning = false)
        WHERE device_id = ? AND epoch_ms(received_time) <= ?
        """
            .formatted(DuckDb.paths(List.of(file)));
    try (PreparedStatement statement = duckDb.connection().prepareStatement(query)) {
      statement.setString(1, deviceId);
      statement.setLong(2, receivedUntil.toEpochMilli());
      try (ResultSet count = statement.executeQuery()) {
        count.next();
        return count.getLong(1);
      }
    } catch (SQLException e) {
      throw new LakeException(e);
    }
  }
}
