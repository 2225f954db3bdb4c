package dev.sluice.query.http;

import dev.sluice.alert.Alert;
import dev.sluice.alert.AlertState;
import dev.sluice.alert.Rule;
import dev.sluice.http.access.Access;
import dev.sluice.http.access.Scopes;
import dev.sluice.http.problem.BadParameterException;
import dev.sluice.query.QueryConfig;
import dev.sluice.query.ReadThreads;
import dev.sluice.query.read.AlertRange;
import dev.sluice.query.read.AlertRepository;
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
import java.time.Clock;
import java.util.List;

/// Alerts that were raised and cleared.
@Controller("/v1/alerts")
@Secured(Scopes.ALERTS_READ)
@ExecuteOn(ReadThreads.NAME)
@Tag(name = "alerts")
final class AlertsController {
  private static final String DEVICE = "device_id";
  private static final String RULE = "rule";
  private static final String STATE = "state";

  private final AlertRepository alerts;
  private final Cursors cursors;
  private final QueryConfig config;
  private final Clock clock;

  AlertsController(AlertRepository alerts, Cursors cursors, QueryConfig config, Clock clock) {
    this.alerts = alerts;
    this.cursors = cursors;
    this.config = config;
    this.clock = clock;
  }

  @Get
  @Operation(
      operationId = "listAlerts",
      summary = "Alerts that were raised and cleared, newest first",
      description =
          "By the time at which what triggered them was received, in the range `[from, to)`, at"
              + " most 31 days long unless configured otherwise. A page may be short, even empty,"
              + " and still have a `next_cursor`: one request looks at six hours at most. Whoever"
              + " sees some devices only does not see alerts about types of events.",
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
            description = "Exclusive. By default ten minutes ahead.",
            schema = @Schema(type = "string", format = "date-time"),
            example = "2026-03-05T12:00:00Z"),
        @Parameter(
            name = DEVICE,
            in = ParameterIn.QUERY,
            description = "Only alerts about this device.",
            schema = @Schema(type = "string", pattern = "^[A-Za-z0-9._:-]{1,128}$"),
            example = "sensor-17"),
        @Parameter(
            name = RULE,
            in = ParameterIn.QUERY,
            description = "Only alerts of the rule of this name.",
            schema = @Schema(type = "string", pattern = "^[A-Za-z0-9._-]{1,64}$"),
            example = "too-hot"),
        @Parameter(
            name = STATE,
            in = ParameterIn.QUERY,
            description = "Only those that were raised, or those that were cleared.",
            schema =
                @Schema(
                    type = "string",
                    allowableValues = {"raised", "cleared"}),
            example = "raised"),
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
  AlertPage list(@Parameter(hidden = true) HttpRequest<?> request) {
    QueryParameters query =
        new QueryParameters(
            request,
            List.of(
                TimeBounds.FROM,
                TimeBounds.TO,
                DEVICE,
                RULE,
                STATE,
                QueryParameters.LIMIT,
                QueryParameters.CURSOR));
    Access access = Access.of(request);
    String device = query.text(DEVICE).map(id -> QueryParameters.deviceId(DEVICE, id)).orElse(null);
    if (device != null) {
      access.requireDevice(device);
    }
    TimeBounds given = TimeBounds.of(query, clock.instant(), config.maxRange());
    String rule = query.text(RULE).map(AlertsController::ruleName).orElse(null);
    AlertState state = query.text(STATE).map(AlertsController::state).orElse(null);
    int limit = query.limit();
    Paging paging = new Paging(cursors, "alerts", query, access);
    EventPlace place = paging.after().map(EventPlace::parse).orElse(new EventPlace(given, null));
    TimeBounds bounds = place.bounds();
    AlertRange range =
        new AlertRange(bounds.from(), bounds.to(), access.devicePrefix(), device, rule, state);
    Slice<Alert> slice = alerts.findByReceivedTimeBetween(range, limit, place.after());
    return new AlertPage(
        slice.items().stream().map(AlertView::of).toList(),
        slice.next() == null ? null : paging.next(new EventPlace(bounds, slice.next()).text()));
  }

  private static String ruleName(String value) {
    if (!Rule.isName(value)) {
      throw BadParameterException.of(RULE, value, Rule.NAME_RULE);
    }
    return value;
  }

  private static AlertState state(String value) {
    return switch (value) {
      case "raised" -> AlertState.RAISED;
      case "cleared" -> AlertState.CLEARED;
      default -> throw BadParameterException.of(STATE, value, "raised or cleared");
    };
  }
}
