package dev.sluice.query.http;

import dev.sluice.http.access.Access;
import dev.sluice.http.access.Scopes;
import dev.sluice.model.Event;
import dev.sluice.query.ReadThreads;
import dev.sluice.query.read.DayRepository;
import dev.sluice.query.read.EventDay;
import dev.sluice.query.read.Slice;
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
import java.util.List;

/// The events of one day, across devices.
@Controller("/v1/events")
@ExecuteOn(ReadThreads.NAME)
@Secured(Scopes.TELEMETRY_READ)
@Tag(name = "events")
final class DayEventsController {
  private static final String DATE = "date";
  private static final String TYPE = "type";

  private final DayRepository days;
  private final Cursors cursors;

  DayEventsController(DayRepository days, Cursors cursors) {
    this.days = days;
    this.cursors = cursors;
  }

  @Get
  @Operation(
      operationId = "listDayEvents",
      summary = "The events of one UTC date of event time, device by device",
      description =
          "Devices come in an order of their own that stays the same, the events of each by event"
              + " time. A page may be short, even empty, and still have a `next_cursor`: the work"
              + " of one request is bounded. Paging repeats nothing, and skips nothing that was"
              + " there when it began. Expired events are in the archive and not here.",
      parameters = {
        @Parameter(
            name = DATE,
            in = ParameterIn.QUERY,
            required = true,
            schema = @Schema(type = "string", format = "date"),
            example = "2026-03-05"),
        @Parameter(
            name = TYPE,
            in = ParameterIn.QUERY,
            description = "Only events of this type.",
            schema = @Schema(type = "string", pattern = "^[A-Za-z0-9._-]{1,64}$"),
            example = "temperature"),
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
  EventPage list(@Parameter(hidden = true) HttpRequest<?> request) {
    Access access = Access.of(request);
    QueryParameters query =
        new QueryParameters(
            request, List.of(DATE, TYPE, QueryParameters.LIMIT, QueryParameters.CURSOR));
    EventDay day =
        new EventDay(query.date(DATE), query.eventType(TYPE).orElse(null), access.devicePrefix());
    Paging paging = new Paging(cursors, "events of a day", query, access);
    Slice<Event> slice = days.findByEventDate(day, query.limit(), paging.after().orElse(null));
    return new EventPage(
        slice.items().stream().map(EventView::of).toList(), paging.next(slice.next()));
  }
}
