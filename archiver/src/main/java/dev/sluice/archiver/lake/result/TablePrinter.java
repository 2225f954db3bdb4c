package dev.sluice.archiver.lake.result;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// For people: columns under each other, as wide as the first rows need. Cells are cut at 100
/// characters, rows never.
///
/// ```
/// event_type   events
/// -----------  ------
/// environment   9,995
/// ```
public final class TablePrinter implements ResultPrinter {
  private static final int WIDEST = 100;
  private static final int MEASURED_ROWS = 1_000;

  private final Writer out;
  private final List<Row> waiting = new ArrayList<>();
  private List<String> columns = List.of();
  private int[] widths = new int[0];
  private long rows;

  private record Row(List<String> cells, List<Boolean> numbers) {}

  public TablePrinter(Writer out) {
    this.out = out;
  }

  @Override
  public void begin(List<String> names) {
    columns = names.stream().map(name -> Cells.printable(name, WIDEST)).toList();
    widths = columns.stream().mapToInt(TablePrinter::width).toArray();
  }

  @Override
  public void row(List<@Nullable Object> values) throws IOException {
    List<String> cells = new ArrayList<>();
    List<Boolean> numbers = new ArrayList<>();
    for (Object value : values) {
      cells.add(value == null ? "" : Cells.printable(Cells.text(value), WIDEST));
      numbers.add(value instanceof Number);
    }
    Row row = new Row(cells, numbers);
    if (rows++ < MEASURED_ROWS) {
      waiting.add(row);
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(cells.get(i)));
      }
    } else {
      flush();
      print(row);
    }
  }

  @Override
  public void end() throws IOException {
    flush();
    out.write(String.format(Locale.ROOT, "(%,d row%s)%n", rows, rows == 1 ? "" : "s"));
  }

  private void flush() throws IOException {
    if (columns.isEmpty()) {
      return;
    }
    List<Boolean> numbers =
        waiting.isEmpty()
            ? columns.stream().map(column -> false).toList()
            : waiting.getFirst().numbers();
    print(new Row(columns, numbers));
    List<String> rules = new ArrayList<>();
    for (int width : widths) {
      rules.add("-".repeat(width));
    }
    print(new Row(rules, numbers));
    for (Row row : waiting) {
      print(row);
    }
    waiting.clear();
    columns = List.of();
  }

  private void print(Row row) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = row.cells().get(i);
      String space = " ".repeat(Math.max(0, widths[i] - width(cell)));
      line.append(i == 0 ? "" : "  ").append(row.numbers().get(i) ? space + cell : cell + space);
    }
    out.write(line.toString().stripTrailing());
    out.write(System.lineSeparator());
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
