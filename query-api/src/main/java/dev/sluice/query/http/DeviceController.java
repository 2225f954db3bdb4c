package dev.sluice.query.http;

import dev.sluice.http.access.Access;
import dev.sluice.http.access.Scopes;
import dev.sluice.http.problem.BadParameterException;
import dev.sluice.query.ReadThreads;
import dev.sluice.query.read.DeviceFilter;
import dev.sluice.query.read.DeviceRepository;
import dev.sluice.query.read.SeenDevice;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The list of devices.
@Controller("/v1/devices")
@Secured(Scopes.TELEMETRY_READ)
@ExecuteOn(ReadThreads.NAME)
@Tag(name = "devices")
final class DeviceController {
  static final String DEVICE_ID = "device_id";
  private static final String PREFIX = "prefix";
  private static final String SEEN_SINCE = "seen_since";
  private static final String SEEN_UNTIL = "seen_until";

  private final DeviceRepository devices;
  private final Cursors cursors;

  DeviceController(DeviceRepository devices, Cursors cursors) {
    this.devices = devices;
    this.cursors = cursors;
  }

  @Get
  @Operation(
      operationId = "listDevices",
      summary = "Devices, those seen last first",
      description =
          "A device seen again while one pages moves to the front: it is not listed twice, and"
              + " whoever wants it starts again. A page may be short and still have a"
              + " `next_cursor`.",
      parameters = {
        @Parameter(
            name = PREFIX,
            in = ParameterIn.QUERY,
            description = "What the device id begins with.",
            schema = @Schema(type = "string", pattern = "^[A-Za-z0-9._:-]{1,128}$"),
            example = "sensor-"),
        @Parameter(
            name = SEEN_SINCE,
            in = ParameterIn.QUERY,
            description = "Only devices seen in the minute of this time or later.",
            schema = @Schema(type = "string", format = "date-time"),
            example = "2026-03-05T11:00:00Z"),
        @Parameter(
            name = SEEN_UNTIL,
            in = ParameterIn.QUERY,
            description =
                "Only devices last seen in the minute of this time or earlier: those that have been"
                    + " silent since.",
            schema = @Schema(type = "string", format = "date-time"),
            example = "2026-03-05T12:00:00Z"),
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
  DevicePage list(@Parameter(hidden = true) HttpRequest<?> request) {
    Access access = Access.of(request);
    QueryParameters query =
        new QueryParameters(
            request,
            List.of(PREFIX, SEEN_SINCE, SEEN_UNTIL, QueryParameters.LIMIT, QueryParameters.CURSOR));
    Paging paging = new Paging(cursors, "devices", query, access);
    DeviceFilter filter = filter(query);
    Optional<String> seen = access.narrow(filter.prefix());
    int limit = query.limit();
    if (seen.isEmpty()) {
      return new DevicePage(List.of(), null);
    }
    Slice<SeenDevice> slice =
        devices.findAllOrderByLastSeenDesc(
            filter.withPrefix(seen.get()), limit, paging.after().orElse(null));
    return new DevicePage(
        slice.items().stream().map(SeenDeviceView::of).toList(), paging.next(slice.next()));
  }

  private static DeviceFilter filter(QueryParameters query) {
    String prefix = query.deviceIdPrefix(PREFIX).orElse("");
    Instant since = query.instant(SEEN_SINCE).orElse(null);
    Instant until = query.instant(SEEN_UNTIL).orElse(null);
    if (since != null && until != null && since.isAfter(until)) {
      throw new BadParameterException(
          SEEN_SINCE, "seen_since " + since + " is after seen_until " + until);
    }
    return new DeviceFilter(prefix, since, until);
  }
}
