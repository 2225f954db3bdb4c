package dev.sluice.archiver.lake;

import dev.sluice.archive.row.RewrittenFile;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The view `events`: the columns of the files, `event_date` and `event_type`; each event once.
///
/// Merged files hold an event once by themselves. All others go through a window over the event's
/// identity, which lets filters on date, type, device, time and id through to the files.
public final class EventsView {
  private static final String FILES =
      "read_parquet(%s, hive_partitioning = true,"
          + " hive_types = {'event_date': DATE, 'event_type': VARCHAR})";
  private static final String ONCE =
      " QUALIFY row_number() OVER (PARTITION BY event_date, event_type, device_id, event_time,"
          + " event_id ORDER BY expired_time) = 1";
  private static final String NOTHING =
      """
      SELECT * FROM (SELECT NULL::UUID AS event_id, NULL::VARCHAR AS device_id,
        NULL::VARCHAR AS event_subtype, NULL::TIMESTAMPTZ AS event_time,
        NULL::TIMESTAMPTZ AS received_time, NULL::TIMESTAMPTZ AS expired_time,
        NULL::VARCHAR AS source, NULL::JSON AS payload, NULL::VARCHAR AS position,
        NULL::DATE AS event_date, NULL::VARCHAR AS event_type) WHERE false\
      """;

  private EventsView() {}

  /// Makes the view. An archive without files makes one without rows.
  public static void create(DuckDb duckDb, LakeFiles files) {
    List<Path> merged = new ArrayList<>();
    List<Path> others = new ArrayList<>();
    files
        .byPartition()
        .values()
        .forEach(own -> (RewrittenFile.areOneMerge(files.keys(own)) ? merged : others).addAll(own));
    List<String> parts = new ArrayList<>();
    if (!merged.isEmpty()) {
      parts.add("SELECT * FROM " + FILES.formatted(DuckDb.paths(merged)));
    }
    if (!others.isEmpty()) {
      parts.add("SELECT * FROM " + FILES.formatted(DuckDb.paths(others)) + ONCE);
    }
    if (parts.isEmpty()) {
      parts.add(NOTHING);
    }
    try {
      duckDb.execute("CREATE VIEW events AS " + String.join(" UNION ALL BY NAME ", parts));
    } catch (SQLException e) {
      throw new LakeException(e);
    }
  }
}
