package dev.sluice.ingest.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.http.problem.BadParameterException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The attributes of a CloudEvent in [binary
/// mode](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#31-binary-content-mode):
/// headers that begin with `ce-`.
final class CloudEventHeaders {
  private static final String PREFIX = "ce-";
  private static final String SPEC_VERSION = "ce-specversion";

  /// Those that the body and its type stand for.
  private static final List<String> OF_THE_BODY = List.of("data", "datacontenttype");

  private static final JsonFactory JSON = new JsonFactory();

  private CloudEventHeaders() {}

  static boolean areIn(HttpRequest<?> request) {
    return request.getHeaders().contains(SPEC_VERSION);
  }

  /// The event in structured mode.
  ///
  /// @param data one JSON value, or nothing
  /// @throws BadParameterException naming a header that is none of an attribute
  static byte[] structured(HttpRequest<?> request, byte[] data) {
    Map<String, String> attributes = attributes(request.getHeaders());
    ByteArrayOutputStream out = new ByteArrayOutputStream(data.length + 512);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      for (Map.Entry<String, String> attribute : attributes.entrySet()) {
        json.writeStringField(attribute.getKey(), attribute.getValue());
      }
      if (data.length > 0) {
        json.writeFieldName("data");
        json.writeRawValue(new String(data, StandardCharsets.UTF_8));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
    return out.toByteArray();
  }

  private static Map<String, String> attributes(HttpHeaders headers) {
    Map<String, String> attributes = new TreeMap<>();
    for (String name : headers.names()) {
      String header = name.toLowerCase(Locale.ROOT);
      if (header.startsWith(PREFIX)) {
        List<String> values = headers.getAll(name);
        if (values.size() > 1) {
          throw new BadParameterException(header, header + " is given twice, not once");
        }
        attributes.put(attribute(header), decoded(header, values.getFirst()));
      }
    }
    return attributes;
  }

  private static String attribute(String header) {
    String name = header.substring(PREFIX.length());
    if (!name.matches("[a-z0-9]{1,64}") || OF_THE_BODY.contains(name)) {
      throw BadParameterException.of(
          "header", header, "ce- and the name of an attribute, of a-z 0-9, other than data");
    }
    return name;
  }

  /// Out of double quotes and percent-encoding, as
  /// [3.1.3.2](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#3132-http-header-values)
  /// has it.
  private static String decoded(String header, String value) {
    byte[] from = unquoted(value).getBytes(StandardCharsets.UTF_8);
    ByteBuffer to = ByteBuffer.allocate(from.length);
    for (int i = 0; i < from.length; i++) {
      if (from[i] != '%') {
        to.put(from[i]);
        continue;
      }
      int high = i + 2 <= from.length - 1 ? Character.digit(from[i + 1], 16) : -1;
      int low = i + 2 <= from.length - 1 ? Character.digit(from[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw malformed(header, value);
      }
      to.put((byte) (high << 4 | low));
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(to.flip()).toString();
    } catch (CharacterCodingException e) {
      throw malformed(header, value);
    }
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
  }

  private static BadParameterException malformed(String header, String value) {
    return BadParameterException.of(header, value, "percent-encoded UTF-8");
  }
}
