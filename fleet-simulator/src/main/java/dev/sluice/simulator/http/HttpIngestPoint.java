package dev.sluice.simulator.http;

import dev.sluice.simulator.Acknowledgement;
import dev.sluice.simulator.IngestPoint;
import dev.sluice.simulator.IngestRefusedException;
import dev.sluice.simulator.OutgoingRecord;
import dev.sluice.simulator.pace.Backoff;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Posts records to `/v1/events`, many lines in a request and one request after the other, so that
/// a device's events keep their order.
///
/// What is not answered, or answered with 429 or 5xx, is posted again for ever, not before
/// `Retry-After`. A request that is refused as a whole is posted again in halves, down to the
/// record that is to blame.
public final class HttpIngestPoint implements IngestPoint {
  private static final Logger LOG = LoggerFactory.getLogger(HttpIngestPoint.class);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final int TOO_MANY = 429;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI events;
  private final Optional<String> key;
  private final Backoff backoff;

  /// @param base of ingest, as in `http://127.0.0.1:8083`
  /// @param key an API key; empty where ingest asks for none
  public HttpIngestPoint(URI base, Optional<String> key, Backoff backoff) {
    this.events = base.resolve("/v1/events");
    this.key = key;
    this.backoff = backoff;
  }

  /// @param key an API key; empty where ingest asks for none
  public static HttpIngestPoint connect(URI base, Optional<String> key) {
    Backoff backoff =
        new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5), new SplittableRandom());
    return new HttpIngestPoint(base, key, backoff);
  }

  @Override
  public List<Acknowledgement> send(List<OutgoingRecord> records) throws InterruptedException {
    List<Acknowledgement> acknowledgements = new ArrayList<>(records.size());
    int from = 0;
    while (from < records.size()) {
      Post post = Post.next(records, from);
      acknowledgements.addAll(deliver(post));
      from += post.records().size();
    }
    return acknowledgements;
  }

  private List<Acknowledgement> deliver(Post post) throws InterruptedException {
    boolean perhapsTwice = false;
    for (int attempt = 1; ; attempt++) {
      Duration wait = backoff.delay(attempt);
      try {
        HttpResponse<byte[]> answer = client.send(request(post), BodyHandlers.ofByteArray());
        if (!isPassing(answer.statusCode())) {
          return judged(post, answer, perhapsTwice);
        }
        // 503 says that the acknowledgement did not come in time: the stream may hold some
        perhapsTwice |= answer.statusCode() != TOO_MANY;
        wait = longer(wait, retryAfter(answer));
        failed(attempt, "it answers " + answer.statusCode());
      } catch (IOException e) {
        perhapsTwice = true;
        failed(attempt, e.toString());
      }
      Thread.sleep(wait);
    }
  }

  private HttpRequest request(Post post) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(events)
            .timeout(ANSWER_WITHIN)
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofByteArray(post.body()));
    key.ifPresent(secret -> request.header("X-Api-Key", secret));
    if (post.gzip()) {
      request.header("Content-Encoding", "gzip");
    }
    return request.build();
  }

  private static boolean isPassing(int status) {
    return status == TOO_MANY || status >= 500;
  }

  private List<Acknowledgement> judged(Post post, HttpResponse<byte[]> answer, boolean perhapsTwice)
      throws InterruptedException {
    int status = answer.statusCode();
    if (status == 401 || status == 403 || status == 404) {
      throw refused(answer);
    }
    int records = post.records().size();
    Optional<List<Acknowledgement>> perEvent = Verdicts.read(answer.body(), perhapsTwice);
    if (perEvent.isPresent() && perEvent.get().size() == records) {
      return perEvent.get();
    }
    if (status < 300) {
      return Collections.nCopies(records, Acknowledgement.accepted(perhapsTwice));
    }
    if (records == 1) {
      return List.of(Acknowledgement.refused("http_" + status));
    }
    List<Acknowledgement> halves = new ArrayList<>(deliver(post.half(0, records / 2)));
    halves.addAll(deliver(post.half(records / 2, records)));
    return halves;
  }

  private IngestRefusedException refused(HttpResponse<byte[]> answer) {
    return new IngestRefusedException(
        "ingest at %s answers %d.%n%s"
            .formatted(
                events,
                answer.statusCode(),
                answer.statusCode() == 404
                    ? "Is that ingest? `./sluice up` has it at http://127.0.0.1:8083; --to names"
                        + " another."
                    : "Set SLUICE_API_KEY to a key with the scope telemetry:write."),
        new IOException("HTTP " + answer.statusCode()));
  }

  private static Duration retryAfter(HttpResponse<?> answer) {
    String seconds = answer.headers().firstValue("Retry-After").orElse("");
    return seconds.matches("\\d{1,4}")
        ? Duration.ofSeconds(Math.min(Long.parseLong(seconds), LONGEST_WAIT.toSeconds()))
        : Duration.ZERO;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /// Not of a hiccup, and of an outage ever more rarely.
  private void failed(int attempt, String what) {
    if (attempt >= 4 && Integer.bitCount(attempt) == 1) {
      LOG.warn("{} took nothing {} times in a row: {}", events, attempt, what);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
