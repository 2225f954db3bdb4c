package dev.sluice.archiver.lake.result;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// RFC 4180, with a header. A null is an empty field, an empty text a quoted one.
public final class CsvPrinter implements ResultPrinter {
  private final Writer out;

  public CsvPrinter(Writer out) {
    this.out = out;
  }

  @Override
  public void begin(List<String> columns) throws IOException {
    line(columns);
  }

  @Override
  public void row(List<@Nullable Object> values) throws IOException {
    line(values);
  }

  private void line(List<? extends @Nullable Object> values) throws IOException {
    for (int i = 0; i < values.size(); i++) {
      out.write(i == 0 ? "" : ",");
      Object value = values.get(i);
      out.write(value == null ? "" : quoted(Cells.text(value)));
    }
    out.write("\r\n");
  }

  private static String quoted(String text) {
    boolean plain =
        !text.isEmpty()
            && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  @Override
  public void end() {}
}
