package dev.sluice.query.http;

import dev.sluice.query.access.Access;
import dev.sluice.query.access.Scopes;
import dev.sluice.query.read.DeviceFilter;
import dev.sluice.query.read.DeviceRepository;
import dev.sluice.query.read.SeenDevice;
import dev.sluice.query.read.Slice;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;

/// Devices and their latest state.
@Controller("/v1/devices")
@Secured(Scopes.TELEMETRY_READ)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "devices")
final class DeviceController {
  static final String DEVICE_ID = "device_id";
  private static final String PREFIX = "prefix";
  private static final String SEEN_SINCE = "seen_since";
  private static final String CONSISTENT = "consistent";

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
    QueryParameters query =
        new QueryParameters(
            request, List.of(PREFIX, SEEN_SINCE, QueryParameters.LIMIT, QueryParameters.CURSOR));
    Access access = Access.of(request);
    Paging paging = new Paging(cursors, "devices", query, access);
    int limit = query.limit();
    Instant since = query.instant(SEEN_SINCE).orElse(null);
    Slice<SeenDevice> slice =
        access
            .narrow(query.deviceIdPrefix(PREFIX).orElse(""))
            .map(prefix ->
                devices.findAllOrderByLastSeenDesc(
                    new DeviceFilter(prefix, since), limit, paging.after().orElse(null)))
            .orElseGet(() -> new Slice<>(List.of(), null));
    return new DevicePage(
        slice.items().stream().map(SeenDeviceView::of).toList(), paging.next(slice.next()));
  }

  @Get("/{device_id}")
  @Operation(
      operationId = "getDevice",
      summary = "The newest event of each type of a device",
      parameters =
          @Parameter(
              name = CONSISTENT,
              in = ParameterIn.QUERY,
              description = "Whether to see every write that was acknowledged before.",
              schema = @Schema(type = "boolean", defaultValue = "false"),
              example = "true"))
  @ProblemResponses
  DeviceView get(
      HttpRequest<?> request,
      @PathVariable(DEVICE_ID)
          @Parameter(
              name = DEVICE_ID,
              schema = @Schema(type = "string", pattern = "^[A-Za-z0-9._:-]{1,128}$"),
              example = "sensor-17")
          String deviceId) {
    QueryParameters query = new QueryParameters(request, List.of(CONSISTENT));
    String id = QueryParameters.deviceId(DEVICE_ID, deviceId);
    Access.of(request).requireDevice(id);
    return devices
        .findById(id, query.flag(CONSISTENT))
        .map(DeviceView::of)
        .orElseThrow(() -> new NoSuchResourceException("there is no device " + id));
  }
}
