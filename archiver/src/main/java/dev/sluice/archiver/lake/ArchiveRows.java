package dev.sluice.archiver.lake;

import dev.sluice.archive.parquet.ArchiveSchema;
import dev.sluice.archive.row.ArchiveRow;
import dev.sluice.archive.row.Partition;
import dev.sluice.dynamodb.EventAttributes;
import dev.sluice.dynamodb.StoredEvent;
import dev.sluice.model.Event;
import dev.sluice.model.Source;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rows of some files of one partition, as [dev.sluice.archive.parquet.ParquetRowWriter] wants
/// them: by device, time and id, each event once. Of an event that was removed twice, the removal
/// that came first stays.
///
/// One thread at a time. Memory is what the [DuckDb] was given, whatever the number of rows.
public final class ArchiveRows implements AutoCloseable {
  private static final String QUERY =
      """
      SELECT event_id, device_id, event_subtype, epoch_ms(event_time), epoch_ms(received_time),
        epoch_ms(expired_time), source, payload::VARCHAR, position
      FROM read_parquet(%s, hive_partitioning = false)
      ORDER BY device_id, event_time, event_id, expired_time, position
      """;

  private final Partition partition;
  private final Map<String, Instant> erased;
  private final Counts counts;
  private final Statement statement;
  private final ResultSet result;
  private @Nullable ArchiveRow following;
  private long read;
  private long repeated;

  /// What the files hold, rows that will be left out included.
  public record Counts(long rows, long devices) {}

  private ArchiveRows(
      Partition partition,
      Map<String, Instant> erased,
      Counts counts,
      Statement statement,
      ResultSet result) {
    this.partition = partition;
    this.erased = Map.copyOf(erased);
    this.counts = counts;
    this.statement = statement;
    this.result = result;
  }

  /// @param erased by device, until when what was received of it is left out
  /// @throws LakeException if a file cannot be read or has other columns than this version writes:
  ///   rewriting it would lose some
  public static ArchiveRows open(
      DuckDb duckDb, Partition partition, Collection<Path> files, Map<String, Instant> erased) {
    String paths = DuckDb.paths(files);
    try {
      requireKnownColumns(duckDb, paths);
      Counts counts = counts(duckDb, paths);
      Statement statement = duckDb.connection().createStatement();
      ArchiveRows rows =
          new ArchiveRows(
              partition, erased, counts, statement, statement.executeQuery(QUERY.formatted(paths)));
      rows.advance();
      return rows;
    } catch (SQLException e) {
      throw new LakeException(e);
    }
  }

  private static void requireKnownColumns(DuckDb duckDb, String paths) throws SQLException {
    List<String> known = ArchiveSchema.columnNames();
    try (Statement statement = duckDb.connection().createStatement();
        ResultSet others =
            statement.executeQuery(
                """
                SELECT file_name, list(name)::VARCHAR AS columns
                FROM parquet_schema(%s) WHERE num_children IS NULL
                GROUP BY file_name HAVING list_sort(list(name)) <> list_sort(%s)
                """
                    .formatted(paths, DuckDb.texts(known)))) {
      if (others.next()) {
        throw new LakeException(
            "%s has the columns %s, not %s; a newer version may have written it, and should rewrite it"
                .formatted(others.getString(1), others.getString(2), known));
      }
    }
  }

  private static Counts counts(DuckDb duckDb, String paths) throws SQLException {
    try (Statement statement = duckDb.connection().createStatement();
        ResultSet counts =
            statement.executeQuery(
                "SELECT count(*), count(DISTINCT device_id) FROM read_parquet(%s)"
                    .formatted(paths))) {
      counts.next();
      return new Counts(counts.getLong(1), counts.getLong(2));
    }
  }

  public Counts counts() {
    return counts;
  }

  public boolean hasNext() {
    return following != null;
  }

  public ArchiveRow next() {
    ArchiveRow row = Objects.requireNonNull(following, "next after the last row");
    try {
      advance();
      while (following != null && isSameEvent(following.event(), row.event())) {
        repeated++;
        advance();
      }
    } catch (SQLException e) {
      throw new LakeException(e);
    }
    return row;
  }

  /// Rows that came from the files so far, repeated ones included, those left out as erased not.
  public long read() {
    return read;
  }

  /// Rows left out so far since their event had come before.
  public long repeated() {
    return repeated;
  }

  private static boolean isSameEvent(Event one, Event other) {
    return one.eventId().equals(other.eventId())
        && one.eventTime().equals(other.eventTime())
        && one.deviceId().equals(other.deviceId());
  }

  private void advance() throws SQLException {
    do {
      following = result.next() ? row() : null;
    } while (following != null && isErased(following.event()));
    read += following == null ? 0 : 1;
  }

  private boolean isErased(Event event) {
    Instant until = erased.get(event.deviceId());
    return until != null && !event.receivedTime().isAfter(until);
  }

  private ArchiveRow row() throws SQLException {
    Event event =
        new Event(
            present(result.getObject(1, UUID.class), EventAttributes.EVENT_ID),
            present(result.getString(2), EventAttributes.DEVICE_ID),
            partition.eventType(),
            result.getString(3),
            Instant.ofEpochMilli(result.getLong(4)),
            Instant.ofEpochMilli(result.getLong(5)),
            present(result.getString(8), EventAttributes.PAYLOAD),
            Source.of(present(result.getString(7), EventAttributes.SOURCE)));
    return new ArchiveRow(
        event,
        present(result.getString(9), StoredEvent.POSITION),
        Instant.ofEpochMilli(result.getLong(6)));
  }

  private static <T> T present(@Nullable T value, String column) {
    return Objects.requireNonNull(value, () -> "a row without " + column);
  }

  @Override
  public void close() {
    try (statement) {
      result.close();
    } catch (SQLException e) {
      throw new LakeException(e);
    }
  }
}
