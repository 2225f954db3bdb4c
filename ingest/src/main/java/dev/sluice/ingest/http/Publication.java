package dev.sluice.ingest.http;

import dev.sluice.http.problem.Problem;
import dev.sluice.http.problem.ProblemException;
import dev.sluice.http.problem.Problems;
import dev.sluice.ingest.publish.Offer;
import dev.sluice.ingest.publish.Publisher;
import dev.sluice.ingest.publish.StreamEntry;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Hands judged events to the publisher and makes its word the answer: 202 once the stream has
/// acknowledged all that were accepted, 503 when it has not, or not all of them.
@Singleton
final class Publication {
  private final Publisher publisher;
  private final HttpConfig config;
  private final PostMeters meters;

  Publication(Publisher publisher, HttpConfig config, PostMeters meters) {
    this.publisher = publisher;
    this.config = config;
    this.meters = meters;
  }

  CompletableFuture<HttpResponse<?>> publish(HttpRequest<?> request, List<Verdict> verdicts) {
    List<StreamEntry> entries = entries(verdicts);
    if (entries.size() < verdicts.size()) {
      meters.rejected(verdicts);
    }
    if (entries.isEmpty()) {
      return CompletableFuture.completedFuture(nothingAccepted(request, verdicts));
    }
    return switch (publisher.offer(entries, config.patience())) {
      case Offer.Taken(CompletableFuture<Void> acknowledged) -> {
        byte[] answer = EventsAnswer.of(verdicts);
        int events = entries.size();
        yield acknowledged.handle((done, failure) ->
            failure == null
                ? accepted(answer, events)
                : Problems.answer(request, notAcknowledged(events)));
      }
      case Offer.Full(Duration retryAfter) ->
          throw refused(
              entries.size(), "full", retryAfter, "as many events wait for the stream as may wait");
      case Offer.Away(Duration retryAfter) ->
          throw refused(entries.size(), "away", retryAfter, "the stream does not answer");
    };
  }

  private static List<StreamEntry> entries(List<Verdict> verdicts) {
    List<StreamEntry> entries = new ArrayList<>(verdicts.size());
    for (Verdict verdict : verdicts) {
      if (verdict instanceof Verdict.Accepted accepted) {
        entries.add(accepted.entry());
      }
    }
    return entries;
  }

  private HttpResponse<?> accepted(byte[] answer, int events) {
    meters.accepted(events);
    return HttpResponse.accepted().body(answer).contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  private static HttpResponse<?> nothingAccepted(HttpRequest<?> request, List<Verdict> verdicts) {
    boolean forbidden =
        verdicts.stream()
            .allMatch(v -> v instanceof Verdict.Rejected rejected && rejected.isForbidden());
    HttpStatus status = forbidden ? HttpStatus.FORBIDDEN : HttpStatus.BAD_REQUEST;
    String detail =
        verdicts.size() == 1 && verdicts.getFirst() instanceof Verdict.Rejected only
            ? only.detail()
            : "none of the " + verdicts.size() + " events is accepted; events says why of each";
    Problem problem = Problems.of(request, status, detail);
    return HttpResponse.status(status)
        .body(EventsAnswer.of(problem, verdicts))
        .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
  }

  private ProblemException notAcknowledged(int events) {
    return refused(
        events,
        "not_acknowledged",
        Problems.RETRY_AFTER,
        "the stream has not acknowledged every event in time; some may be there all the same");
  }

  private ProblemException refused(int events, String reason, Duration retryAfter, String what) {
    meters.unacknowledged(events, reason);
    return ProblemException.passing(
        HttpStatus.SERVICE_UNAVAILABLE,
        retryAfter,
        what + "; send all of them again when Retry-After is over, which is harmless");
  }
}
