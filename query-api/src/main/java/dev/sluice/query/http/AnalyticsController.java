package dev.sluice.query.http;

import dev.sluice.field.EventField;
import dev.sluice.http.access.Access;
import dev.sluice.http.access.Scopes;
import dev.sluice.http.problem.BadParameterException;
import dev.sluice.query.ReadThreads;
import dev.sluice.query.SharedConfig;
import dev.sluice.query.read.WindowRepository;
import dev.sluice.window.WindowField;
import dev.sluice.window.WindowFields;
import dev.sluice.window.WindowLength;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/// Windows of event time that the consumer keeps.
@Controller("/v1/analytics")
@Secured(Scopes.TELEMETRY_READ)
@ExecuteOn(ReadThreads.NAME)
@Tag(name = "analytics")
final class AnalyticsController {
  private static final String TYPE = "type";
  private static final String FIELD = "field";
  private static final String WINDOW = "window";

  /// In characters, of what is configured.
  private static final int MOST_LISTED = 200;

  private final WindowRepository windows;
  private final WindowFields fields;
  private final Clock clock;

  AnalyticsController(WindowRepository windows, SharedConfig shared, Clock clock) {
    this.windows = windows;
    this.fields = shared.windowFields();
    this.clock = clock;
  }

  @Get
  @Operation(
      operationId = "getAnalytics",
      summary = "Count, sum, min, max and average of a field, by window of event time",
      description =
          "Of the numbers in a field of stored events of a type, over all devices, in windows of a"
              + " minute or an hour of event time. An event counts once, however often it is sent or"
              + " read again; one that comes late counts in the window that it belongs to, so a"
              + " window may still change. Windows are kept of the types and fields that"
              + " `sluice.windows` names, from when it did. The range `[from, to)` is widened to"
              + " whole windows.",
      parameters = {
        @Parameter(
            name = TYPE,
            in = ParameterIn.QUERY,
            required = true,
            description = "One of the configured types.",
            schema = @Schema(type = "string", pattern = "^[A-Za-z0-9._-]{1,64}$"),
            example = "temperature"),
        @Parameter(
            name = FIELD,
            in = ParameterIn.QUERY,
            required = true,
            description = "One of the configured fields of the type, a JSON Pointer.",
            schema =
                @Schema(type = "string", maxLength = 128, pattern = "^/payload(/([^~/]|~[01])*)+$"),
            example = "/payload/celsius"),
        @Parameter(
            name = WINDOW,
            in = ParameterIn.QUERY,
            description = "How long a window is.",
            schema =
                @Schema(
                    type = "string",
                    allowableValues = {"1m", "1h"},
                    defaultValue = "1m"),
            example = "1m"),
        @Parameter(
            name = TimeBounds.FROM,
            in = ParameterIn.QUERY,
            description =
                "Inclusive. By default 60 windows of a minute before `to`, or 24 of an hour.",
            schema = @Schema(type = "string", format = "date-time"),
            example = "2026-03-05T11:00:00Z"),
        @Parameter(
            name = TimeBounds.TO,
            in = ParameterIn.QUERY,
            description =
                "Exclusive, at most 24 hours after `from` for windows of a minute, 31 days for those of"
                    + " an hour. By default the end of the window that now falls into.",
            schema = @Schema(type = "string", format = "date-time"),
            example = "2026-03-05T12:00:00Z")
      })
  @ProblemResponses
  AnalyticsReport get(@Parameter(hidden = true) HttpRequest<?> request) {
    Access.of(request).requireAllDevices();
    QueryParameters query =
        new QueryParameters(request, List.of(TYPE, FIELD, WINDOW, TimeBounds.FROM, TimeBounds.TO));
    WindowField of = field(query);
    WindowLength length = length(query);
    TimeBounds range =
        TimeBounds.ofWindows(query, clock.instant(), length, usual(length), longest(length));
    return AnalyticsReport.of(
        of,
        length,
        range,
        windows.findByStartBetween(of, length, range.from(), range.to()).values());
  }

  private WindowField field(QueryParameters query) {
    String types = fields.isEmpty() ? "none" : listed(fields.byType().keySet());
    String type =
        query
            .eventType(TYPE)
            .orElseThrow(() ->
                new BadParameterException(TYPE, "type is missing; windows are kept of: " + types));
    List<EventField> ofType = fields.byType().getOrDefault(type, List.of());
    if (ofType.isEmpty()) {
      throw BadParameterException.of(TYPE, type, "a type that windows are kept of: " + types);
    }
    String known = listed(ofType.stream().map(EventField::text).toList());
    String field =
        query
            .text(FIELD)
            .orElseThrow(() ->
                new BadParameterException(
                    FIELD, "field is missing; windows of " + type + " are kept of: " + known));
    if (ofType.stream().noneMatch(one -> one.text().equals(field))) {
      throw BadParameterException.of(
          FIELD, field, "a field of " + type + " that windows are kept of: " + known);
    }
    return new WindowField(type, field);
  }

  private static String listed(Collection<String> names) {
    String all = String.join(", ", names);
    return all.length() > MOST_LISTED ? all.substring(0, MOST_LISTED) + "…" : all;
  }

  private static WindowLength length(QueryParameters query) {
    String text = query.text(WINDOW).orElse(WindowLength.MINUTE.text());
    try {
      return WindowLength.of(text);
    } catch (IllegalArgumentException e) {
      throw BadParameterException.of(WINDOW, text, "1m or 1h");
    }
  }

  private static Duration usual(WindowLength length) {
    return switch (length) {
      case MINUTE -> Duration.ofHours(1);
      case HOUR -> Duration.ofHours(24);
    };
  }

  private static Duration longest(WindowLength length) {
    return switch (length) {
      case MINUTE -> Duration.ofHours(24);
      case HOUR -> Duration.ofDays(31);
    };
  }
}
