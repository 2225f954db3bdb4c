package dev.sluice.ingest.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PullSessionTest {
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofSeconds(2);
  private static final Optional<PullRequest> START = Optional.of(new PullRequest.Start(LEASE));
  private static final Optional<PullRequest> STOP = Optional.of(new PullRequest.Stop());

  /// Times of a JVM may be below zero.
  private static final long BEGIN = -Duration.ofHours(1).toNanos();

  private final PullSession session = new PullSession(LEASE, SILENCE);

  @Test
  void aPublisherIsAskedOnceWhileItAnswers() {
    assertThat(at(0)).isEqualTo(START);
    for (int tenths = 1; tenths < 50; tenths++) {
      session.heard(BEGIN + Duration.ofMillis(tenths * 100L).toNanos());
      assertThat(at(tenths * 100)).isEmpty();
    }
  }

  @Test
  void itIsAskedAgainHalfWayThroughItsLease() {
    at(0);
    session.heard(BEGIN + Duration.ofMillis(4_990).toNanos());
    assertThat(at(4_990)).isEmpty();
    assertThat(at(5_000)).isEqualTo(START);
    session.heard(BEGIN + Duration.ofMillis(6_000).toNanos());
    assertThat(at(6_000)).isEmpty();
  }

  @Test
  void itIsAskedAgainAfterASilenceAndNotAtOnce() {
    at(0);
    session.heard(BEGIN + Duration.ofMillis(500).toNanos());
    assertThat(at(2_400)).isEmpty();
    assertThat(at(2_500)).isEqualTo(START);
    assertThat(at(2_550)).isEmpty();
    assertThat(at(4_500)).isEqualTo(START);
  }

  @Test
  void itIsToldToStopOnceWhenTheStreamIsAwayAndAskedWhenItIsBack() {
    assertThat(session.next(BEGIN, false)).isEmpty();
    at(0);
    assertThat(session.next(BEGIN + 1, false)).isEqualTo(STOP);
    assertThat(session.next(BEGIN + Duration.ofHours(1).toNanos(), false)).isEmpty();
    assertThat(at(7_200_000)).isEqualTo(START);
    assertThat(at(7_200_050)).isEmpty();
  }

  @Test
  void requestsAreALineOfAscii() {
    assertThat(Sends.text(START.orElseThrow().bytes())).isEqualTo("sluice-pull/1 start 10\n");
    assertThat(Sends.text(STOP.orElseThrow().bytes())).isEqualTo("sluice-pull/1 stop\n");
  }

  private Optional<PullRequest> at(long millis) {
    return session.next(BEGIN + Duration.ofMillis(millis).toNanos(), true);
  }
}
