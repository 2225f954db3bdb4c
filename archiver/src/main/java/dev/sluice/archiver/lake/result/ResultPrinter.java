package dev.sluice.archiver.lake.result;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the rows of a result, one after the other. A value is null, a [Boolean], a [Number], a
/// [JsonText], a [List] or [java.util.Map] of values, or a [String].
public interface ResultPrinter {
  /// Before the first row.
  void begin(List<String> columns) throws IOException;

  void row(List<@Nullable Object> values) throws IOException;

  /// After the last row; the target stays open.
  void end() throws IOException;
}
