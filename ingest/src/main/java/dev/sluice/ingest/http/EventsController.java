package dev.sluice.ingest.http;

import dev.sluice.http.access.Access;
import dev.sluice.http.access.Scopes;
import dev.sluice.wire.DecodedLine;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/// Takes events: reads the body, judges each event, offers what passes to the publisher, and
/// answers when the stream has acknowledged it. No thread waits meanwhile.
///
/// `openapi-shared.yml` describes it, because its body has forms that no annotation can say.
@Hidden
@Controller("/v1/events")
@Secured(Scopes.TELEMETRY_WRITE)
final class EventsController {
  /// What is larger would hold up the other connections of the thread that reads it.
  private static final int DECODED_AT_ONCE = 64 << 10;

  private final Bodies bodies;
  private final PostDecoder decoder;
  private final Judge judge;
  private final Publication publication;
  private final ExecutorService aside;

  EventsController(
      Bodies bodies,
      PostDecoder decoder,
      Judge judge,
      Publication publication,
      @Named(TaskExecutors.BLOCKING) ExecutorService aside) {
    this.bodies = bodies;
    this.decoder = decoder;
    this.judge = judge;
    this.publication = publication;
    this.aside = aside;
  }

  @Post
  @Consumes(MediaType.ALL)
  CompletionStage<HttpResponse<?>> post(HttpRequest<?> request) {
    BodyForm form = BodyForm.of(request);
    Access access = Access.of(request);
    return bodies
        .read(request)
        .thenCompose(body -> {
          Instant received = judge.now();
          return body.length <= DECODED_AT_ONCE
              ? publication.publish(request, judged(request, form, body, access, received))
              : CompletableFuture.supplyAsync(
                      () -> judged(request, form, body, access, received), aside)
                  .thenCompose(verdicts -> publication.publish(request, verdicts));
        });
  }

  private List<Verdict> judged(
      HttpRequest<?> request, BodyForm form, byte[] body, Access access, Instant received) {
    List<DecodedLine> events = decoder.decode(request, form, body);
    List<Verdict> verdicts = new ArrayList<>(events.size());
    for (DecodedLine event : events) {
      verdicts.add(judge.judge(event, form, access, received));
    }
    return verdicts;
  }
}
