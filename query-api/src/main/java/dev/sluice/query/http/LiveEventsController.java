package dev.sluice.query.http;

import dev.sluice.http.access.Access;
import dev.sluice.http.access.Scopes;
import dev.sluice.http.problem.BadParameterException;
import dev.sluice.query.live.ClientMessage;
import dev.sluice.query.live.Hub;
import dev.sluice.query.live.LiveConnection;
import dev.sluice.query.live.LiveRefusal;
import dev.sluice.query.live.Topic;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reactivestreams.Publisher;

/// What happens, for those who only read.
@Controller("/v1/live/events")
@Secured({Scopes.TELEMETRY_READ, Scopes.ALERTS_READ, Scopes.ADMIN})
@Tag(name = "live")
final class LiveEventsController {
  private static final String DEVICE_ID = "device_id";
  private static final String EVENT_TYPE = "event_type";
  private static final String ALERTS = "alerts";
  private static final String WINDOWS = "windows";
  private static final String PIPELINE = "pipeline";
  private static final String RESUME = "resume";
  private static final String LAST_EVENT_ID = "Last-Event-ID";

  private final Hub hub;

  LiveEventsController(Hub hub) {
    this.hub = hub;
  }

  @Get
  @Produces(MediaType.TEXT_EVENT_STREAM)
  @Operation(
      operationId = "liveEvents",
      summary = "What happens, as server-sent events",
      description =
          "Never ends. Each event of the stream is named after the `kind` of its `data`, one JSON"
              + " object: `ack`, `event`, `alert`, `window`, `pipeline`, `missed`, `progress`,"
              + " `heartbeat` (every 5 s) or `error`. `progress` and `heartbeat` have an `id`:"
              + " given back as `Last-Event-ID` or `resume`, the stream goes on behind it, on"
              + " whichever replica. What is subscribed to is told in the `ids` of a message:"
              + " `device`, `type`, `alerts`, `windows`, `pipeline`. At least one is to be asked"
              + " for. The same as a WebSocket with many subscriptions: `GET /v1/live` with the"
              + " subprotocol `sluice.live.v1`; see docs/live.md.",
      parameters = {
        @Parameter(
            name = DEVICE_ID,
            in = ParameterIn.QUERY,
            description = "Events of this device, and with `alerts` only its alerts.",
            schema = @Schema(type = "string", pattern = "^[A-Za-z0-9._:-]{1,128}$"),
            example = "sensor-17"),
        @Parameter(
            name = EVENT_TYPE,
            in = ParameterIn.QUERY,
            description = "Events of this type, and with `windows` only its windows.",
            schema = @Schema(type = "string", pattern = "^[A-Za-z0-9._-]{1,64}$"),
            example = "temperature"),
        @Parameter(
            name = ALERTS,
            in = ParameterIn.QUERY,
            description = "Alerts as they are raised and cleared; takes the scope alerts:read.",
            schema = @Schema(type = "boolean", defaultValue = "false"),
            example = "true"),
        @Parameter(
            name = WINDOWS,
            in = ParameterIn.QUERY,
            description = "Windows of event time as they change.",
            schema = @Schema(type = "boolean", defaultValue = "false"),
            example = "true"),
        @Parameter(
            name = PIPELINE,
            in = ParameterIn.QUERY,
            description =
                "Counts by outcome and the lag of each shard, once a second; takes the scope admin.",
            schema = @Schema(type = "boolean", defaultValue = "false"),
            example = "true"),
        @Parameter(
            name = RESUME,
            in = ParameterIn.QUERY,
            description = "The last `id` that was received.",
            schema = @Schema(type = "string", pattern = "^[A-Za-z0-9_-]{1,8192}$"),
            example = "Ad3x"),
        @Parameter(
            name = LAST_EVENT_ID,
            in = ParameterIn.HEADER,
            description = "The same, as browsers send it.",
            schema = @Schema(type = "string", pattern = "^[A-Za-z0-9_-]{1,8192}$"),
            example = "Ad3x")
      })
  @ApiResponse(
      responseCode = "200",
      description = "The stream.",
      headers =
          @Header(
              name = "X-Accel-Buffering",
              description = "For proxies: events are not to be gathered.",
              schema = @Schema(type = "string", allowableValues = "no"),
              example = "no"),
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM,
              schema =
                  @Schema(
                      type = "string",
                      example = "event: missed\ndata: {\"kind\":\"missed\",\"count\":17}\n\n")))
  @ProblemResponses
  HttpResponse<Publisher<byte[]>> events(@Parameter(hidden = true) HttpRequest<?> request) {
    Map<String, Topic> topics = topics(request);
    Optional<String> resume = resume(request);
    EventStream stream = new EventStream(hub);
    LiveConnection connection = hub.connect(Access.of(request), Access.until(request), stream);
    stream.open(connection);
    try {
      hub.sign(connection);
      resume.ifPresent(token -> hub.carryOut(connection, new ClientMessage.Resume(token)));
      topics.forEach(
          (id, topic) -> hub.carryOut(connection, new ClientMessage.Subscribe(id, topic)));
    } catch (LiveRefusal refusal) {
      hub.disconnect(connection);
      throw refusal;
    }
    return HttpResponse.<Publisher<byte[]>>ok(stream)
        .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
        // proxies that collect answers would hold the events back
        .header("X-Accel-Buffering", "no");
  }

  private static Map<String, Topic> topics(HttpRequest<?> request) {
    QueryParameters query =
        new QueryParameters(
            request, List.of(DEVICE_ID, EVENT_TYPE, ALERTS, WINDOWS, PIPELINE, RESUME));
    Map<String, Topic> topics = new LinkedHashMap<>();
    String device =
        query.text(DEVICE_ID).map(id -> QueryParameters.deviceId(DEVICE_ID, id)).orElse(null);
    String type = query.eventType(EVENT_TYPE).orElse(null);
    if (device != null) {
      topics.put("device", new Topic.Device(device));
    }
    if (type != null) {
      topics.put("type", new Topic.EventType(type));
    }
    if (query.flag(ALERTS)) {
      topics.put(ALERTS, new Topic.Alerts(device, null));
    }
    if (query.flag(WINDOWS)) {
      topics.put(WINDOWS, new Topic.Windows(type, null, null));
    }
    if (query.flag(PIPELINE)) {
      topics.put(PIPELINE, new Topic.Pipeline());
    }
    if (topics.isEmpty()) {
      throw new BadParameterException(
          DEVICE_ID,
          "nothing is asked for; give device_id, event_type, alerts=true, windows=true or"
              + " pipeline=true");
    }
    return topics;
  }

  /// What a browser sends by itself is newer than the address it was once given.
  private static Optional<String> resume(HttpRequest<?> request) {
    return request
        .getHeaders()
        .findFirst(LAST_EVENT_ID)
        .filter(id -> !id.isEmpty())
        .or(() -> request.getParameters().getFirst(RESUME));
  }
}
