package dev.sluice.archiver.lake;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/// A DuckDB in memory that spills to a directory, tells times in UTC and fetches nothing from the
/// network. One thread at a time.
public final class DuckDb implements AutoCloseable {
  private final Connection connection;

  private DuckDb(Connection connection) {
    this.connection = connection;
  }

  /// What a DuckDB may use.
  ///
  /// @param memoryMiB beyond it, intermediate results go to disk
  public record Limits(int memoryMiB) {
    public static final Limits DEFAULT = new Limits(1_024);
    private static final int LEAST = 64;

    public Limits {
      if (memoryMiB < LEAST) {
        throw new IllegalArgumentException(
            "memory of " + memoryMiB + " MiB is not at least " + LEAST);
      }
    }
  }

  /// @param temporary where it spills to; made when it is needed
  public static DuckDb open(Path temporary, Limits limits) throws LakeException {
    Properties properties = new Properties();
    properties.setProperty("jdbc_stream_results", "true");
    try {
      DuckDb duckDb = new DuckDb(DriverManager.getConnection("jdbc:duckdb:", properties));
      duckDb.execute("SET TimeZone = 'UTC'");
      duckDb.execute("SET autoinstall_known_extensions = false");
      duckDb.execute("SET memory_limit = '" + limits.memoryMiB() + "MiB'");
      duckDb.execute("SET temp_directory = " + literal(temporary.toAbsolutePath().toString()));
      return duckDb;
    } catch (SQLException e) {
      throw new LakeException(e);
    }
  }

  /// From here on it reads and writes only these, and its settings are what they are. For the rest
  /// of its life, whatever it is told.
  ///
  /// Source: <https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview>
  public void confine(Collection<Path> directories, Collection<Path> files) {
    try {
      execute("SET allowed_directories = " + paths(directories));
      execute("SET allowed_paths = " + paths(files));
      execute("SET enable_external_access = false");
      execute("SET lock_configuration = true");
    } catch (SQLException e) {
      throw new LakeException(e);
    }
  }

  Connection connection() {
    return connection;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// A list of paths, as SQL.
  static String paths(Collection<Path> paths) {
    return paths.stream()
        .map(path -> literal(path.toAbsolutePath().toString()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  static String texts(List<String> texts) {
    return texts.stream().map(DuckDb::literal).collect(Collectors.joining(", ", "[", "]"));
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new LakeException(e);
    }
  }
}
