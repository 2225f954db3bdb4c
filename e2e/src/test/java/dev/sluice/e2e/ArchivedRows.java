package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the archive holds, as an independent reader of Parquet finds it by the manifests.
final class ArchivedRows {
  private ArchivedRows() {}

  /// A row without its id.
  record Row(String deviceId, String eventType, String payload) {}

  /// By event id; none may come twice.
  static Map<String, Row> of(World world) throws IOException, SQLException {
    Map<String, Row> rows = new HashMap<>();
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement();
        ResultSet found =
            statement.executeQuery(
                "select event_id::varchar, device_id, event_type, payload from read_parquet(["
                    + currentFiles(world).stream()
                        .map(file -> "'" + file + "'")
                        .collect(Collectors.joining(","))
                    + "], hive_partitioning = true)")) {
      while (found.next()) {
        Row row = new Row(found.getString(2), found.getString(3), found.getString(4));
        assertThat(rows.put(found.getString(1), row)).as(found.getString(1)).isNull();
      }
    }
    return rows;
  }

  private static List<Path> currentFiles(World world) throws IOException {
    Path objects = world.stack().orElseThrow().s3Directory();
    List<Path> files = new ArrayList<>();
    try (Stream<Path> manifests = Files.walk(objects.resolve("sluice-archive/manifests"))) {
      for (Path manifest : manifests.filter(Files::isRegularFile).toList()) {
        for (String line : Files.readAllLines(manifest)) {
          files.add(objects.resolve(line.substring("s3://".length())));
        }
      }
    }
    return files;
  }
}
