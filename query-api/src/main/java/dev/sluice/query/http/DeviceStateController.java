package dev.sluice.query.http;

import dev.sluice.http.access.Access;
import dev.sluice.http.access.Scopes;
import dev.sluice.http.problem.NoSuchResourceException;
import dev.sluice.query.CacheConfig;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The latest state of a device. What is kept is answered on the thread that read the request; only
/// what has to be asked of the store takes another.
@Controller("/v1/devices/{device_id}")
@Secured(Scopes.TELEMETRY_READ)
@Tag(name = "devices")
final class DeviceStateController {
  private static final String CONSISTENT = "consistent";
  private static final String ASK_AGAIN = "private, no-cache";
  private static final long SECOND_MILLIS = 1_000;

  private final LatestStates states;
  private final Clock clock;
  private final String keep;

  DeviceStateController(LatestStates states, CacheConfig config, Clock clock) {
    this.states = states;
    this.clock = clock;
    long seconds = config.maxAge().toSeconds();
    this.keep = seconds == 0 ? ASK_AGAIN : "private, max-age=" + seconds;
  }

  @Get
  @Operation(
      operationId = "getDevice",
      summary = "The newest event of each type of a device",
      description =
          "May be as old as `max-age` in `Cache-Control` says, one second unless configured"
              + " otherwise; `Age` says how old it is, in seconds rounded up. `consistent=true`, or"
              + " `Cache-Control: no-cache` in the request, asks the store itself.",
      parameters = {
        @Parameter(
            name = CONSISTENT,
            in = ParameterIn.QUERY,
            description = "Whether to see every write that was acknowledged before.",
            schema = @Schema(type = "boolean", defaultValue = "false"),
            example = "true"),
        @Parameter(
            name = HttpHeaders.IF_NONE_MATCH,
            in = ParameterIn.HEADER,
            description = "Entity tags of what one has; 304 when it is still that.",
            schema = @Schema(type = "string", maxLength = 8192),
            example = "\"qMeYnJ8GkXUrLX6yBLVGIg\"")
      })
  @ProblemResponses
  @ApiResponse(
      responseCode = "200",
      description = "Found",
      headers = {
        @Header(
            name = HttpHeaders.ETAG,
            description = "Changes with the answer.",
            schema = @Schema(type = "string", example = "\"qMeYnJ8GkXUrLX6yBLVGIg\"")),
        @Header(
            name = HttpHeaders.AGE,
            description = "How old the answer is, in seconds rounded up.",
            schema = @Schema(type = "integer", example = "1"))
      },
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DeviceView.class)))
  @ApiResponse(
      responseCode = "304",
      description = "Still what `If-None-Match` names",
      headers = {
        @Header(
            name = HttpHeaders.ETAG,
            description = "Changes with the answer.",
            schema = @Schema(type = "string", example = "\"qMeYnJ8GkXUrLX6yBLVGIg\"")),
        @Header(
            name = HttpHeaders.AGE,
            description = "How old the answer is, in seconds rounded up.",
            schema = @Schema(type = "integer", example = "1"))
      })
  CompletionStage<HttpResponse<?>> get(
      @Parameter(hidden = true) HttpRequest<?> request,
      @PathVariable(DeviceController.DEVICE_ID)
          @Parameter(
              name = DeviceController.DEVICE_ID,
              schema = @Schema(type = "string", pattern = "^[A-Za-z0-9._:-]{1,128}$"),
              example = "sensor-17")
          String deviceId) {
    String id = QueryParameters.deviceId(DeviceController.DEVICE_ID, deviceId);
    Access.of(request).requireDevice(id);
    boolean consistent = consistent(request);
    boolean askStore = consistent || refusesKept(request.getHeaders().get("Cache-Control"));
    LatestState kept = askStore ? null : states.kept(id);
    if (kept != null) {
      return CompletableFuture.completedFuture(answer(request, kept, keep));
    }
    CompletableFuture<Optional<LatestState>> asked =
        askStore ? states.ask(id, consistent) : states.load(id);
    return asked.thenApply(found ->
        answer(
            request,
            found.orElseThrow(() -> new NoSuchResourceException("there is no device " + id)),
            askStore ? ASK_AGAIN : keep));
  }

  private static boolean consistent(HttpRequest<?> request) {
    return request.getUri().getRawQuery() != null
        && new QueryParameters(request, List.of(CONSISTENT)).flag(CONSISTENT);
  }

  private static boolean refusesKept(@Nullable String cacheControl) {
    if (cacheControl == null) {
      return false;
    }
    String directives = cacheControl.toLowerCase(Locale.ROOT);
    return directives.contains("no-cache") || directives.contains("no-store");
  }

  private HttpResponse<?> answer(HttpRequest<?> request, LatestState state, String cacheControl) {
    String held = request.getHeaders().get(HttpHeaders.IF_NONE_MATCH);
    MutableHttpResponse<?> response =
        held != null && EntityTags.name(held, state.tag())
            ? HttpResponse.notModified()
            : HttpResponse.ok(state.json()).contentType(MediaType.APPLICATION_JSON_TYPE);
    return response
        .header(HttpHeaders.ETAG, state.tag())
        .header(HttpHeaders.CACHE_CONTROL, cacheControl)
        .header(HttpHeaders.AGE, age(state));
  }

  /// Rounded up, so that `Age` and what is left of `max-age` are never more than the bound.
  private String age(LatestState state) {
    long millis = Math.max(0, state.ageMillis(clock.millis()));
    return Long.toString((millis + SECOND_MILLIS - 1) / SECOND_MILLIS);
  }
}
