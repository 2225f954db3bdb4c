package dev.sluice.query.http;

import dev.sluice.dynamodb.ShardBeat;
import dev.sluice.http.access.Scopes;
import dev.sluice.query.ReadThreads;
import dev.sluice.query.live.FeedStore;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// How far behind the consumer is.
@Controller("/v1/shards")
@Secured(Scopes.ADMIN)
@ExecuteOn(ReadThreads.NAME)
@Tag(name = "pipeline")
final class ShardsController {
  private final FeedStore feed;
  private final Clock clock;

  ShardsController(FeedStore feed, Clock clock) {
    this.feed = feed;
    this.clock = clock;
  }

  @Get
  @Operation(
      operationId = "getShards",
      summary = "The lag of each shard",
      description =
          "The shards that the consumer reads, by what it said of each in the last two minutes. A"
              + " shard that nobody holds for longer than that is missing: none at all means that"
              + " no consumer runs. A shard that was split or merged stays for as long.")
  @ProblemResponses
  ShardsView get(@Parameter(hidden = true) HttpRequest<?> request) {
    new QueryParameters(request, List.of());
    Instant now = clock.instant();
    Instant oldest = now.minus(ShardBeat.LIFE);
    return new ShardsView(
        feed.beats().stream()
            .filter(beat -> beat.time().isAfter(oldest))
            .sorted(Comparator.comparing(ShardBeat::shard))
            .map(beat -> ShardView.of(beat, now))
            .toList());
  }
}
