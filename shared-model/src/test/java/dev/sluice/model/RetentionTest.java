package dev.sluice.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void expiriesAreWholeSecondsRoundedUp() {
    Retention retention = new Retention(DAY.multipliedBy(7), DAY, AcceptanceWindow.DEFAULT);
    Event event = Events.event(null);

    assertThat(retention.eventExpiry(event)).isEqualTo("2024-03-16T16:00:02Z");
    assertThat(retention.claimExpiry(event)).isEqualTo("2024-04-09T16:00:01Z");
    assertThat(retention.eventExpiry(Events.at(Events.TIME, Instant.ofEpochSecond(5))))
        .isEqualTo(Instant.ofEpochSecond(5).plus(DAY.multipliedBy(7)));
  }

  @Test
  void reSendThatWouldStillBeAcceptedAlwaysMeetsItsClaim() {
    long seed = System.nanoTime();
    System.out.println("seed of the re-sends: " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      AcceptanceWindow window = new AcceptanceWindow(upTo(random), upTo(random));
      Retention retention = new Retention(upTo(random), upTo(random), window);
      Instant received = Events.RECEIVED.plusMillis(random.nextInt(1_000));
      Instant time = between(received.minus(window.past()), received.plus(window.future()), random);
      Event first = Events.at(time, received);
      Instant lastArrival = first.eventTime().plus(window.past());
      Instant lastRead = lastArrival.plus(retention.stream());

      assertThat(window.accepts(first.eventTime(), lastArrival)).isTrue();
      assertThat(window.accepts(first.eventTime(), lastArrival.plusMillis(1))).isFalse();
      assertThat(onDisk(retention.claimExpiry(first))).isAfterOrEqualTo(lastRead);
      assertThat(onDisk(retention.claimExpiry(first)))
          .isAfterOrEqualTo(retention.eventExpiry(first).plus(retention.stream()));
      assertThat(onDisk(retention.eventExpiry(first)))
          .isAfterOrEqualTo(first.receivedTime().plus(retention.events()));
    }
  }

  @Test
  void durationsThatAreNotAboveZeroAreRefusedByValue() {
    assertRefused(() -> new Retention(Duration.ZERO, DAY, AcceptanceWindow.DEFAULT), "PT0S");
    assertRefused(() -> new Retention(DAY, DAY.negated(), AcceptanceWindow.DEFAULT), "PT-24H");
    assertRefused(() -> new AcceptanceWindow(Duration.ZERO, DAY), "PT0S");
    assertRefused(() -> new AcceptanceWindow(DAY, DAY.negated()), "PT-24H");
    assertThat(new AcceptanceWindow(DAY, Duration.ZERO).future()).isZero();
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable making, String named) {
    assertThatIllegalArgumentException().isThrownBy(making).withMessageContaining(named);
  }

  /// As the tables hold it.
  private static Instant onDisk(Instant expiry) {
    return Instant.ofEpochSecond(expiry.getEpochSecond());
  }

  private static Duration upTo(Random random) {
    return Duration.ofMillis(1 + random.nextLong(1L << (1 + random.nextInt(33))));
  }

  private static Instant between(Instant from, Instant to, Random random) {
    return from.plusMillis(random.nextLong(Duration.between(from, to).toMillis() + 1));
  }
}
