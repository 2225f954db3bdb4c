package dev.sluice.query.http;

import dev.sluice.http.access.Access;
import dev.sluice.http.access.OutOfSightException;
import dev.sluice.http.access.Scopes;
import dev.sluice.http.problem.BadParameterException;
import dev.sluice.http.problem.ProblemException;
import dev.sluice.query.ReadThreads;
import dev.sluice.query.read.DeviceRepository;
import dev.sluice.query.read.DeviceSnapshot;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The latest state of many devices in one round trip.
@Controller("/v1/devices:batchGet")
@ExecuteOn(ReadThreads.NAME)
@Secured(Scopes.TELEMETRY_READ)
@Tag(name = "devices")
final class DeviceBatchController {
  private final DeviceRepository devices;

  DeviceBatchController(DeviceRepository devices) {
    this.devices = devices;
  }

  @Post
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "batchGetDevices",
      summary = "The newest event of each type of up to 100 devices",
      description = "In the order asked for. What is not there is named in `missing`.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(implementation = DeviceBatchRequest.class))))
  @ProblemResponses
  @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
  DeviceBatchView batchGet(@Parameter(hidden = true) HttpRequest<byte[]> request) {
    requirePlain(request);
    new QueryParameters(request, List.of());
    List<String> ids = DeviceBatchRequest.parse(request.getBody().orElse(new byte[0])).deviceIds();
    requireAll(ids, Access.of(request));
    List<DeviceView> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    Iterator<Optional<DeviceSnapshot>> snapshots = devices.findAllById(ids).iterator();
    for (String id : ids) {
      snapshots
          .next()
          .ifPresentOrElse(device -> found.add(DeviceView.of(device)), () -> missing.add(id));
    }
    return new DeviceBatchView(found, missing);
  }

  private static void requirePlain(HttpRequest<?> request) {
    String coding = request.getHeaders().get(HttpHeaders.CONTENT_ENCODING);
    if (coding != null && !coding.equalsIgnoreCase("identity")) {
      throw new ProblemException(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "Content-Encoding \"%s\" is not taken; send application/json as it is"
              .formatted(BadParameterException.shown(coding)));
    }
  }

  /// @throws OutOfSightException naming the first that they do not see
  private static void requireAll(List<String> ids, Access access) {
    for (int i = 0; i < ids.size(); i++) {
      access.requireDevice(DeviceBatchRequest.place(i), ids.get(i));
    }
  }
}
