package dev.sluice.query.http;

import dev.sluice.http.access.Access;
import dev.sluice.http.access.Scopes;
import dev.sluice.quality.QualityCounts;
import dev.sluice.query.ReadThreads;
import dev.sluice.query.read.QualityRepository;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// How good the events are that devices send.
@Controller("/v1/quality")
@Secured(Scopes.ADMIN)
@ExecuteOn(ReadThreads.NAME)
@Tag(name = "quality")
final class QualityController {
  private static final String TYPE = "type";

  /// A query an hour, each of an item per minute and shard.
  private static final Duration LONGEST = Duration.ofHours(24);

  private final QualityRepository quality;
  private final Clock clock;

  QualityController(QualityRepository quality, Clock clock) {
    this.quality = quality;
    this.clock = clock;
  }

  @Get
  @Operation(
      operationId = "getQuality",
      summary = "Uniqueness, completeness and validity of events, by type",
      description =
          "Of the events that the stream took in the range `[from, to)`, which is widened to whole"
              + " minutes and at most 24 hours long. An event counts once, however often it is read"
              + " again; it counts a moment after it is stored. A share of nothing is null.",
      parameters = {
        @Parameter(
            name = TimeBounds.FROM,
            in = ParameterIn.QUERY,
            description = "Inclusive. By default an hour before `to`.",
            schema = @Schema(type = "string", format = "date-time"),
            example = "2026-03-05T11:00:00Z"),
        @Parameter(
            name = TimeBounds.TO,
            in = ParameterIn.QUERY,
            description = "Exclusive. By default the end of this minute.",
            schema = @Schema(type = "string", format = "date-time"),
            example = "2026-03-05T12:00:00Z"),
        @Parameter(
            name = TYPE,
            in = ParameterIn.QUERY,
            description =
                "Only this event type, or `(unknown)` for what could not be read, or `(other)`.",
            schema =
                @Schema(
                    type = "string",
                    pattern = "^([A-Za-z0-9._-]{1,64}|\\(unknown\\)|\\(other\\))$"),
            example = "temperature")
      })
  @ProblemResponses
  QualityReport get(@Parameter(hidden = true) HttpRequest<?> request) {
    Access.of(request).requireAllDevices();
    QueryParameters query =
        new QueryParameters(request, List.of(TimeBounds.FROM, TimeBounds.TO, TYPE));
    TimeBounds range = TimeBounds.ofMinutes(query, clock.instant(), LONGEST);
    Optional<String> type = query.countedType(TYPE);
    SortedMap<String, QualityCounts> counts =
        new TreeMap<>(quality.findByReceivedMinuteBetween(range.from(), range.to()));
    type.ifPresent(only -> counts.keySet().retainAll(Set.of(only)));
    return QualityReport.of(range, counts);
  }
}
