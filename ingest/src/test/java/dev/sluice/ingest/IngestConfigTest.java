package dev.sluice.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.model.AcceptanceWindow;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class IngestConfigTest {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void timesAreJudgedAsItSays() {
    assertThat(new IngestConfig("sluice-events", MONTH, MINUTE).acceptanceWindow())
        .isEqualTo(new AcceptanceWindow(MONTH, MINUTE));
  }

  @Test
  void aWrongValueIsNamedWithWhatIsAccepted() {
    wrong("stream \"\"", () -> new IngestConfig("", MONTH, MINUTE));
    wrong("stream \"my events\"", () -> new IngestConfig("my events", MONTH, MINUTE));
    wrong("accepted-past \"PT0S\"", () -> new IngestConfig("s", Duration.ZERO, MINUTE));
    wrong("accepted-future \"PT-1M\"", () -> new IngestConfig("s", MONTH, MINUTE.negated()));
  }

  private static void wrong(String named, ThrowingCallable construction) {
    assertThatIllegalArgumentException()
        .isThrownBy(construction)
        .withMessageContaining("sluice.ingest." + named);
  }
}
