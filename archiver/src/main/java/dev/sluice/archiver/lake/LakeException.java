package dev.sluice.archiver.lake;

import java.sql.SQLException;

/// DuckDB cannot do what was asked. The message is one line.
public final class LakeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LakeException(SQLException cause) {
    super(line(cause), cause);
  }

  public LakeException(String message) {
    super(message);
  }

  /// Without the copy of the query and the mark below it that follow.
  static String line(SQLException failure) {
    String message = String.valueOf(failure.getMessage()).strip();
    int end = message.indexOf("\n\n");
    return (end < 0 ? message : message.substring(0, end))
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("LINE ") && !line.equals("^"))
        .reduce((first, second) -> first + " " + second)
        .orElse("DuckDB failed and says nothing");
  }
}
