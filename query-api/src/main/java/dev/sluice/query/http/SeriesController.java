package dev.sluice.query.http;

import dev.sluice.field.Payloads;
import dev.sluice.http.access.Access;
import dev.sluice.http.access.Scopes;
import dev.sluice.http.problem.UnprocessableException;
import dev.sluice.model.Event;
import dev.sluice.query.QueryConfig;
import dev.sluice.query.ReadThreads;
import dev.sluice.query.read.EventRange;
import dev.sluice.query.read.EventRepository;
import dev.sluice.query.read.Order;
import dev.sluice.query.read.Slice;
import dev.sluice.query.series.Aggregate;
import dev.sluice.query.series.Series;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Numbers of a device over time, few enough to draw.
@Controller("/v1/devices/{device_id}/series")
@ExecuteOn(ReadThreads.NAME)
@Secured(Scopes.TELEMETRY_READ)
@Tag(name = "events")
final class SeriesController {
  static final int MAX_EVENTS = 50_000;

  private static final int AT_ONCE = 5_000;

  /// Of at most 8 MB each; events of ordinary size reach the other bound first.
  private static final int MAX_SLICES = 16;

  private final EventRepository events;
  private final QueryConfig config;
  private final Clock clock;

  SeriesController(EventRepository events, QueryConfig config, Clock clock) {
    this.events = events;
    this.config = config;
    this.clock = clock;
  }

  @Get
  @Operation(
      operationId = "getDeviceSeries",
      summary = "A number in a device's events over time, in buckets",
      description =
          "Buckets are aligned to 1970-01-01T00:00:00Z. At most 1,000 points are answered and"
              + " 50,000 events read; a question beyond that is a 422 that names the bucket or the"
              + " range that fits. Only events that have not expired are read.",
      parameters = {
        @Parameter(
            name = SeriesQuery.FIELD,
            in = ParameterIn.QUERY,
            required = true,
            description = "A JSON Pointer (RFC 6901) into the event, within its payload.",
            schema = @Schema(type = "string", maxLength = 128),
            example = "/payload/celsius"),
        @Parameter(
            name = SeriesQuery.TYPE,
            in = ParameterIn.QUERY,
            description = "Only events of this type.",
            schema = @Schema(type = "string", pattern = "^[A-Za-z0-9._-]{1,64}$"),
            example = "temperature"),
        @Parameter(
            name = SeriesQuery.AGG,
            in = ParameterIn.QUERY,
            description = "Of `avg`, `min`, `max`, `count`, `sum`, `p95`; separated by commas.",
            schema =
                @Schema(
                    type = "string",
                    pattern = "^(avg|min|max|count|sum|p95)(,(avg|min|max|count|sum|p95)){0,5}$",
                    defaultValue = "avg"),
            example = "avg,min,max,p95"),
        @Parameter(
            name = SeriesQuery.BUCKET,
            in = ParameterIn.QUERY,
            description =
                "From `1s` to `31d`, in `s`, `m`, `h` or `d`, or as an ISO-8601 duration of whole"
                    + " seconds. By default the shortest round one that makes at most 300 points.",
            schema =
                @Schema(type = "string", maxLength = 20, pattern = "^([0-9]+[smhd]|P[0-9DTHMS]+)$"),
            example = "5m"),
        @Parameter(
            name = TimeBounds.FROM,
            in = ParameterIn.QUERY,
            description = "Inclusive. By default 24 hours before `to`, or before now.",
            schema = @Schema(type = "string", format = "date-time"),
            example = "2026-03-05T00:00:00Z"),
        @Parameter(
            name = TimeBounds.TO,
            in = ParameterIn.QUERY,
            description = "Exclusive. By default ten minutes ahead.",
            schema = @Schema(type = "string", format = "date-time"),
            example = "2026-03-05T12:00:00Z")
      })
  @ProblemResponses
  @ApiResponse(responseCode = "422", ref = "#/components/responses/TooMuch")
  SeriesView get(
      @Parameter(hidden = true) HttpRequest<?> request,
      @PathVariable(DeviceController.DEVICE_ID)
          @Parameter(
              name = DeviceController.DEVICE_ID,
              schema = @Schema(type = "string", pattern = "^[A-Za-z0-9._:-]{1,128}$"),
              example = "sensor-17")
          String deviceId) {
    String id = QueryParameters.deviceId(DeviceController.DEVICE_ID, deviceId);
    Access.of(request).requireDevice(id);
    SeriesQuery query =
        SeriesQuery.parse(
            new QueryParameters(request, SeriesQuery.PARAMETERS),
            clock.instant(),
            config.maxRange());
    return SeriesView.of(id, query, read(id, query));
  }

  private Series read(String deviceId, SeriesQuery query) {
    Series series = new Series(query.bucket(), query.aggregates().contains(Aggregate.P95));
    EventRange range =
        new EventRange(
            deviceId, query.bounds().from(), query.bounds().to(), query.type(), Order.ASC);
    Instant last = range.from();
    @Nullable String after = null;
    int slices = 0;
    do {
      Slice<Event> slice = events.findByDeviceIdAndEventTimeBetween(range, AT_ONCE, after);
      for (Event event : slice.items()) {
        if (series.events() == MAX_EVENTS) {
          throw tooMany(range, last);
        }
        last = event.eventTime();
        series.add(last, Payloads.number(query.field().in(Payloads.read(event.payload()))));
      }
      after = slice.next();
      if (after != null && ++slices == MAX_SLICES) {
        throw tooMany(range, last);
      }
    } while (after != null);
    return series;
  }

  private static UnprocessableException tooMany(EventRange range, Instant last) {
    String fits =
        last.isAfter(range.from()) ? "to " + last + " would fit" : "ask for a shorter range";
    return new UnprocessableException(
        TimeBounds.TO,
        "from %s to %s is more than the %d events, or 128 MB of them, that are read for one answer; %s"
            .formatted(range.from(), range.to(), MAX_EVENTS, fits));
  }
}
