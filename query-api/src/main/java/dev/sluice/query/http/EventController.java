package dev.sluice.query.http;

import dev.sluice.http.access.Access;
import dev.sluice.http.access.Scopes;
import dev.sluice.http.problem.BadParameterException;
import dev.sluice.http.problem.NoSuchResourceException;
import dev.sluice.model.StrictUuid;
import dev.sluice.query.ReadThreads;
import dev.sluice.query.read.EventRepository;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;

/// Single events.
@Controller("/v1/events")
@Secured(Scopes.TELEMETRY_READ)
@ExecuteOn(ReadThreads.NAME)
@Tag(name = "events")
final class EventController {
  private static final String EVENT_ID = "event_id";

  private final EventRepository events;

  EventController(EventRepository events) {
    this.events = events;
  }

  @Get("/{event_id}")
  @Operation(
      operationId = "getEvent",
      summary = "An event by its id",
      description =
          "A consistent read: an event that has been stored is found at once. One that has expired"
              + " is not found, archived or not: the archive is asked by device and time.")
  @ProblemResponses
  EventView get(
      HttpRequest<?> request,
      @PathVariable(EVENT_ID)
          @Parameter(
              name = EVENT_ID,
              schema = @Schema(type = "string", format = "uuid"),
              example = "169a9a74-0b1f-4e4e-9c0b-6f5b7d3a2c11")
          String eventId) {
    new QueryParameters(request, List.of());
    UUID id =
        StrictUuid.parse(eventId)
            .orElseThrow(() ->
                BadParameterException.of(
                    EVENT_ID, eventId, "a UUID such as 169a9a74-0b1f-4e4e-9c0b-6f5b7d3a2c11"));
    Access access = Access.of(request);
    return events
        .findById(id)
        .filter(event -> access.sees(event.deviceId()))
        .map(EventView::of)
        .orElseThrow(
            () -> new NoSuchResourceException("there is no event " + id + ", or it has expired"));
  }
}
