package dev.sluice.query.http;

import dev.sluice.http.access.Access;
import dev.sluice.http.access.Scopes;
import dev.sluice.query.QueryConfig;
import dev.sluice.query.ReadThreads;
import dev.sluice.query.read.EventHistory;
import dev.sluice.query.read.EventRange;
import dev.sluice.query.read.KeptEvent;
import dev.sluice.query.read.Slice;
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
import java.util.List;

/// The events of one device.
@Controller("/v1/devices/{device_id}/events")
@Secured(Scopes.TELEMETRY_READ)
@ExecuteOn(ReadThreads.NAME)
@Tag(name = "events")
final class DeviceEventsController {
  private static final String INCLUDE = "include";
  private static final String ORDER = "order";
  private static final String TYPE = "type";

  private final EventHistory history;
  private final Cursors cursors;
  private final QueryConfig config;
  private final Clock clock;

  DeviceEventsController(EventHistory history, Cursors cursors, QueryConfig config, Clock clock) {
    this.history = history;
    this.cursors = cursors;
    this.config = config;
    this.clock = clock;
  }

  @Get
  @Operation(
      operationId = "listDeviceEvents",
      summary = "A device's events within a time range, by event time",
      description =
          "The range is half-open, `[from, to)`, at most 31 days long unless configured otherwise."
              + " A page may be short, even empty, and still have a `next_cursor`: the work of one"
              + " request is bounded. Paging neither repeats nor skips what was there when it"
              + " began.\n\nAn event expires some days after it was received, leaves the table and is"
              + " then a row of the archive, where history goes on: each event is answered once,"
              + " marked `archived` if it comes from there. In between, for minutes or as long as the"
              + " archiver is behind, an expired event is in neither; and what the archive has got"
              + " in the last 15 seconds may be missing. Where the archive is away, what needs it is"
              + " a 503, and `include=hot` still works.",
      parameters = {
        @Parameter(
            name = TimeBounds.FROM,
            in = ParameterIn.QUERY,
            description = "Inclusive. By default 24 hours before `to`, or before now.",
            schema = @Schema(type = "string", format = "date-time"),
            example = "2026-03-05T00:00:00Z"),
        @Parameter(
            name = TimeBounds.TO,
            in = ParameterIn.QUERY,
            description =
                "Exclusive. By default ten minutes ahead: so far may a device's clock be fast.",
            schema = @Schema(type = "string", format = "date-time"),
            example = "2026-03-05T12:00:00Z"),
        @Parameter(
            name = TYPE,
            in = ParameterIn.QUERY,
            description = "Only events of this type.",
            schema = @Schema(type = "string", pattern = "^[A-Za-z0-9._-]{1,64}$"),
            example = "temperature"),
        @Parameter(
            name = ORDER,
            in = ParameterIn.QUERY,
            schema =
                @Schema(
                    type = "string",
                    allowableValues = {"asc", "desc"},
                    defaultValue = "desc"),
            example = "asc"),
        @Parameter(
            name = INCLUDE,
            in = ParameterIn.QUERY,
            description =
                "Where to look: `hot` for what has not expired, `archive` for what has, or `all`.",
            schema =
                @Schema(
                    type = "string",
                    allowableValues = {"hot", "archive", "all"},
                    defaultValue = "all"),
            example = "all"),
        @Parameter(
            name = QueryParameters.LIMIT,
            in = ParameterIn.QUERY,
            schema =
                @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100"),
            example = "2"),
        @Parameter(
            name = QueryParameters.CURSOR,
            in = ParameterIn.QUERY,
            description = "`next_cursor` of the page before, with the same other parameters.",
            schema = @Schema(type = "string", pattern = Cursors.PATTERN))
      })
  @ProblemResponses
  @ApiResponse(responseCode = "422", ref = "#/components/responses/TooMuch")
  EventPage list(
      HttpRequest<?> request,
      @PathVariable(DeviceController.DEVICE_ID)
          @Parameter(
              name = DeviceController.DEVICE_ID,
              schema = @Schema(type = "string", pattern = "^[A-Za-z0-9._:-]{1,128}$"),
              example = "sensor-17")
          String deviceId) {
    QueryParameters query =
        new QueryParameters(
            request,
            List.of(
                TimeBounds.FROM,
                TimeBounds.TO,
                TYPE,
                ORDER,
                INCLUDE,
                QueryParameters.LIMIT,
                QueryParameters.CURSOR));
    Access access = Access.of(request);
    String id = QueryParameters.deviceId(DeviceController.DEVICE_ID, deviceId);
    access.requireDevice(id);
    return page(id, query, access);
  }

  private EventPage page(String deviceId, QueryParameters query, Access access) {
    TimeBounds given = TimeBounds.of(query, clock.instant(), config.maxRange());
    String type = query.eventType(TYPE).orElse(null);
    EventRange range = new EventRange(deviceId, given.from(), given.to(), type, query.order(ORDER));
    int limit = query.limit();
    Paging paging = new Paging(cursors, "events of " + deviceId, query, access);
    EventPlace place = paging.after().map(EventPlace::parse).orElse(new EventPlace(given, null));
    Slice<KeptEvent> slice =
        history.find(
            range.withBounds(place.bounds().from(), place.bounds().to()),
            query.include(INCLUDE),
            limit,
            place.after());
    return new EventPage(
        slice.items().stream().map(EventView::of).toList(),
        slice.next() == null
            ? null
            : paging.next(new EventPlace(place.bounds(), slice.next()).text()));
  }
}
