package dev.sluice.archiver.lake.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An object a row: a line each, or all in one array.
public final class JsonPrinter implements ResultPrinter {
  private static final JsonFactory JSON = new JsonFactory();

  private final Writer out;
  private final boolean array;
  private List<String> columns = List.of();
  private boolean first = true;

  private JsonPrinter(Writer out, boolean array) {
    this.out = out;
    this.array = array;
  }

  public static JsonPrinter array(Writer out) {
    return new JsonPrinter(out, true);
  }

  public static JsonPrinter lines(Writer out) {
    return new JsonPrinter(out, false);
  }

  @Override
  public void begin(List<String> names) throws IOException {
    columns = List.copyOf(names);
    out.write(array ? "[" : "");
  }

  @Override
  public void row(List<@Nullable Object> values) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      for (int i = 0; i < columns.size(); i++) {
        json.writeFieldName(columns.get(i));
        JsonValues.write(json, values.get(i));
      }
      json.writeEndObject();
    }
    if (array) {
      out.write(first ? "\n" : ",\n");
    }
    out.write(line.toString());
    out.write(array ? "" : "\n");
    first = false;
  }

  @Override
  public void end() throws IOException {
    out.write(array ? "\n]\n" : "");
  }

  /// One value on a line of its own, or in a cell.
  static String text(@Nullable Object value) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      JsonValues.write(json, value);
    }
    return text.toString();
  }
}
