package dev.sluice.ingest.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.ingest.submission.SubmissionLimits;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SqsConfigTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void aWrongValueIsNamedWithWhatIsAccepted() {
    wrong("sqs.queue \"a b\"", () -> new SqsConfig(true, "a b", 8, SECOND));
    wrong("sqs.queue \"q.fifo\"", () -> new SqsConfig(true, "q.fifo", 8, SECOND));
    wrong("sqs.connections 1 is not in 2..1000", () -> new SqsConfig(true, "q", 1, SECOND));
    wrong("sqs.call-timeout \"PT0S\"", () -> new SqsConfig(true, "q", 8, Duration.ZERO));
    wrong("submissions.body-bytes 0", () -> new SubmissionConfig(0, 1, 1));
    wrong("submissions.events 10001", () -> new SubmissionConfig(1, 10_001, 1));
    wrong("submissions.event-bytes 400000", () -> new SubmissionConfig(1, 1, 400_000));
  }

  @Test
  void submissionsAreBoundedAsItSays() {
    assertThat(new SubmissionConfig(1_000, 10, 500).limits())
        .isEqualTo(new SubmissionLimits(1_000, 10, 500));
  }

  private static void wrong(String named, ThrowingCallable construction) {
    assertThatIllegalArgumentException()
        .isThrownBy(construction)
        .withMessageContaining("sluice.ingest." + named);
  }
}
