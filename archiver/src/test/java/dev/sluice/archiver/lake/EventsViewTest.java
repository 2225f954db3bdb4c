package dev.sluice.archiver.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.archive.Rows;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archive.row.Partition;
import dev.sluice.archive.row.RewrittenFile;
import dev.sluice.archiver.ArchiveFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// 2 types on 3 days, a merged file and one of an epoch in each day's folders by turns.
class EventsViewTest {
  private static final List<ArchiveRow> ROWS = new Rows(41).rows(600, 2, 3);

  @TempDir Path root;
  private DuckDb duckDb;

  @BeforeEach
  void view() throws IOException {
    TreeMap<Partition, List<Path>> files = new TreeMap<>();
    for (String key : ArchiveFiles.seal(root, 1, ROWS)) {
      Partition partition =
          Partition.parse(key.substring("events/".length(), key.lastIndexOf('/'))).orElseThrow();
      Path file = root.resolve(key);
      if (partition.eventType().equals("type-0")) {
        String merged =
            new RewrittenFile(partition, RewrittenFile.Kind.COMPACTED, "0123456789abcdef", 0)
                .path();
        file = Files.move(file, root.resolve(merged));
      }
      files.computeIfAbsent(partition, any -> new ArrayList<>()).add(file);
    }
    duckDb = DuckDb.open(root.resolve("spill"), DuckDb.Limits.DEFAULT);
    EventsView.create(duckDb, new LakeFiles(root, files));
  }

  @AfterEach
  void close() {
    duckDb.close();
  }

  private String text(String sql) throws SQLException {
    try (Statement statement = duckDb.connection().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      StringBuilder text = new StringBuilder();
      while (rows.next()) {
        text.append(rows.getString(rows.getMetaData().getColumnCount())).append('\n');
      }
      return text.toString();
    }
  }

  @Test
  void mergedFilesAndOthersAreOneView() throws SQLException {
    assertThat(text("select count(distinct event_id) || ' ' || count(*) from events"))
        .isEqualTo("600 600\n");
  }

  @Test
  void filtersOnDateTypeAndDeviceReachTheFiles() throws SQLException {
    String plan =
        text(
            "explain analyze select count(*) from events where event_date = '2026-11-03'"
                + " and event_type = 'type-1' and device_id = 'device-7'"
                + " and event_time < '2026-11-03T12:00:00Z'");
    assertThat(plan).contains("Total Files Read: 1", "device_id='device-7'", "event_time<");
    assertThat(plan.indexOf("WINDOW"))
        .isPositive()
        .isLessThan(plan.lastIndexOf("device_id='device-7'"));
  }

  @Test
  void mergedFilesAreReadWithoutAWindow() throws SQLException {
    assertThat(text("explain analyze select count(*) from events where event_type = 'type-0'"))
        .contains("Total Files Read: 3")
        .containsPattern("(?s)WINDOW.*│ +0 rows +│");
  }
}
