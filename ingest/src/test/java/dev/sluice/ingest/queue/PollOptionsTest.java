package dev.sluice.ingest.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollOptionsTest {

  private static PollOptions options(
      int pollers, int receive, int inFlight, Duration poll, Duration hidden, Duration patience) {
    return new PollOptions(pollers, receive, inFlight, poll, hidden, patience);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 10, 100, PT5S, PT60S, PT20S, pollers \"0\" is not in 1..64",
    "4, 11, 100, PT5S, PT60S, PT20S, messages-per-receive \"11\" is not in 1..10",
    "4, 10, 0, PT5S, PT60S, PT20S, in-flight \"0\" is not in 1..100000",
    "4, 10, 100, PT21S, PT60S, PT20S, long-poll \"PT21S\" is not in PT0S..PT20S",
    "4, 10, 100, PT5S, PT2S, PT20S, visibility \"PT2S\" is not in PT3S..PT1H",
    "4, 10, 100, PT5S, PT60S, PT0S, patience \"PT0S\" is not in PT0.1S..PT2M"
  })
  void aWrongValueIsNamedWithWhatIsAccepted(
      int pollers,
      int receive,
      int inFlight,
      Duration poll,
      Duration hidden,
      Duration patience,
      String refusal) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options(pollers, receive, inFlight, poll, hidden, patience))
        .withMessage("sluice.ingest.sqs.poll." + refusal);
  }

  @Test
  void whatIsWithinItsBoundsIsTaken() {
    assertThat(
            options(1, 1, 1, Duration.ZERO, Duration.ofSeconds(3), Duration.ofMillis(100))
                .longPoll())
        .isZero();
  }
}
