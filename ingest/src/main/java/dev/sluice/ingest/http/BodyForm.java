package dev.sluice.ingest.http;

import dev.sluice.http.problem.BadParameterException;
import dev.sluice.http.problem.ProblemException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// In which form a body holds its events, by the headers of the request.
enum BodyForm {
  /// One event or an array, of any envelope.
  JSON,
  /// An event on each line, of any envelope.
  LINES,
  /// One CloudEvent in structured mode.
  CLOUD_EVENT,
  /// An array of them.
  CLOUD_EVENTS,
  /// A CloudEvent whose attributes are headers, and whose data is the body.
  CLOUD_EVENT_DATA;

  private static final String JSON_TYPE = "application/json";
  private static final Set<String> LINES_TYPES =
      Set.of("application/x-ndjson", "application/ndjson");
  private static final String ACCEPTED =
      "application/json, application/x-ndjson, application/cloudevents+json or"
          + " application/cloudevents-batch+json";

  boolean isOfCloudEvents() {
    return this == CLOUD_EVENT || this == CLOUD_EVENTS || this == CLOUD_EVENT_DATA;
  }

  /// @throws ProblemException 415 for what is not taken
  static BodyForm of(HttpRequest<?> request) {
    String given = request.getHeaders().get(HttpHeaders.CONTENT_TYPE);
    String type = type(given);
    return switch (type) {
      case "application/cloudevents+json" -> CLOUD_EVENT;
      case "application/cloudevents-batch+json" -> CLOUD_EVENTS;
      case String other when CloudEventHeaders.areIn(request) -> {
        if (!other.isEmpty() && !other.equals(JSON_TYPE) && !other.endsWith("+json")) {
          throw unsupported(
              given, "the type of the data of a CloudEvent that is taken, which is " + JSON_TYPE);
        }
        yield CLOUD_EVENT_DATA;
      }
      case JSON_TYPE -> JSON;
      case String other when LINES_TYPES.contains(other) -> LINES;
      default -> throw unsupported(given, ACCEPTED);
    };
  }

  /// Without parameters; a charset that is not UTF-8 makes it another type.
  private static String type(@Nullable String given) {
    if (given == null) {
      return "";
    }
    String[] parts = given.toLowerCase(Locale.ROOT).split(";", -1);
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].replace("\"", "").strip();
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        throw unsupported(given, "in UTF-8, the charset that is taken");
      }
    }
    return parts[0].strip();
  }

  private static ProblemException unsupported(@Nullable String given, String accepted) {
    String what =
        given == null
            ? "Content-Type is missing; give "
            : "Content-Type \"" + BadParameterException.shown(given) + "\" is not ";
    return new ProblemException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, what + accepted);
  }
}
