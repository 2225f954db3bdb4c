package dev.sluice.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;

/// What is answered, able to write itself as JSON.
///
/// Bodies are written token by token and not mapped, because a payload has to come out as it was
/// sent: `1.10` is not `1.1`, and no Java number holds every JSON number.
public interface JsonBody {
  JsonFactory FACTORY = new JsonFactory();

  void write(JsonGenerator json) throws IOException;

  /// The whole document, in UTF-8.
  default void writeTo(OutputStream out) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      write(json);
    }
  }
}
