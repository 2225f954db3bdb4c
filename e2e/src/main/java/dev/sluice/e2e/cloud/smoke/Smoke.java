package dev.sluice.e2e.cloud.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.deadletter.Letter;
import dev.sluice.e2e.cloud.smoke.SmokeHttp.Answer;
import dev.sluice.e2e.deadletters.LetterStore;
import dev.sluice.model.RejectReason;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// Sends events to an environment and follows them to where they should end. It leaves three test
/// events behind, under a device of their own, and one dead letter.
public final class Smoke implements AutoCloseable {
  private static final long POLL_MILLIS = 250;
  private static final String READY = "/health/readiness";

  private final SmokeTarget target;
  private final SmokeHttp http;
  private final LetterStore letterStore;
  private final Clock clock;
  private final PrintWriter out;
  private final Duration patience;

  /// @param patience for all steps together
  public Smoke(
      SmokeTarget target,
      LetterStore letterStore,
      Clock clock,
      PrintWriter out,
      Duration patience) {
    this.target = target;
    this.http = new SmokeHttp(target);
    this.letterStore = letterStore;
    this.clock = clock;
    this.out = out;
    this.patience = patience;
  }

  /// What was seen instead of what should be.
  ///
  /// @param inVain whether to look again is
  private record Seen(String text, boolean inVain) {
    static Optional<Seen> of(Answer answer) {
      return Optional.of(new Seen(answer.told(), answer.refuses()));
    }

    static Optional<Seen> notYet(String text) {
      return Optional.of(new Seen(text, false));
    }
  }

  /// Something that may not be so yet.
  private interface Look {
    /// @return empty once it is so
    Optional<Seen> outstanding() throws InterruptedException;
  }

  /// @param archived whether to wait until the events have expired and are in the archive
  /// @return whether all came true in time; what did not is printed
  public boolean run(boolean archived) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    out.printf("ingest %s, query API %s%n", target.ingest(), target.queryApi());
    if (!step(deadline, "ingest is ready", () -> status(target.ingest(), READY))
        || !step(deadline, "the query API is ready", () -> status(target.queryApi(), READY))) {
      return false;
    }
    NewLetters letters = new NewLetters(letterStore, clock);
    // not before: where events are kept for seconds, none that is older is accepted
    SmokeEvents events = SmokeEvents.of(clock.instant());
    String sent = "two events of " + events.device() + " are accepted";
    return step(deadline, sent, () -> accepted(events.goodBody(), 2))
        && step(deadline, "they can be read", () -> readable(events, false))
        && step(deadline, "the state of the device is the newest", () -> state(events))
        && step(
            deadline,
            "one that takes the id of another is accepted",
            () -> accepted(events.collidingBody(clock.instant()), 1))
        && step(deadline, "and ends as a dead letter", () -> rejected(letters, events.second()))
        && (!archived || step(deadline, "both are in the archive", () -> readable(events, true)));
  }

  private boolean step(long deadline, String name, Look look) throws InterruptedException {
    long started = System.nanoTime();
    Optional<Seen> outstanding = look.outstanding();
    while (outstanding.isPresent() && !outstanding.get().inVain() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      outstanding = look.outstanding();
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    out.printf("%-4s %6.1f s  %s%n", outstanding.isEmpty() ? "ok" : "FAIL", seconds, name);
    outstanding.ifPresent(seen -> out.printf("     %s%n", seen.text()));
    out.flush();
    return outstanding.isEmpty();
  }

  private Optional<Seen> status(URI base, String path) throws InterruptedException {
    Answer answer = http.get(base, path);
    return answer.status() == 200 ? Optional.empty() : Seen.of(answer);
  }

  /// To send the same again is harmless.
  private Optional<Seen> accepted(String body, int events) throws InterruptedException {
    Answer answer = http.post(target.ingest(), "/v1/events", body);
    long accepted =
        answer.json().path("events").findValuesAsText("status").stream()
            .filter("accepted"::equals)
            .count();
    return answer.status() == 202 && accepted == events ? Optional.empty() : Seen.of(answer);
  }

  /// Where events are kept for seconds only they may have moved to the archive already.
  private Optional<Seen> readable(SmokeEvents events, boolean archived)
      throws InterruptedException {
    Answer answer =
        http.get(
            target.queryApi(),
            "/v1/devices/%s/events?include=%s&limit=10"
                .formatted(events.device(), archived ? "archive" : "all"));
    long found = 0;
    for (JsonNode item : answer.json().path("items")) {
      boolean ours =
          events.good().stream()
              .map(UUID::toString)
              .anyMatch(item.path("event_id").asText()::equals);
      if (ours && (!archived || item.path("archived").asBoolean())) {
        found++;
      }
    }
    return found == events.good().size()
        ? Optional.empty()
        : Optional.of(
            new Seen(
                "%d of %d found; %s".formatted(found, events.good().size(), answer.told()),
                answer.refuses()));
  }

  private Optional<Seen> state(SmokeEvents events) throws InterruptedException {
    Answer answer = http.get(target.queryApi(), "/v1/devices/" + events.device());
    boolean ours =
        answer.json().path("events").findValuesAsText("event_id").stream()
            .anyMatch(id -> events.good().contains(UUID.fromString(id)));
    return ours ? Optional.empty() : Seen.of(answer);
  }

  private Optional<Seen> rejected(NewLetters letters, UUID event) {
    Optional<Letter> letter = letters.find(event);
    if (letter.isEmpty()) {
      return Seen.notYet("no dead letter names " + event);
    }
    String reason = letter.get().cause().reason();
    return reason.equals(RejectReason.ID_COLLISION.text())
        ? Optional.empty()
        : Seen.notYet(
            "its reason is %s, not %s".formatted(reason, RejectReason.ID_COLLISION.text()));
  }

  @Override
  public void close() {
    http.close();
  }
}
