package dev.sluice.ingest.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class UdpConfigTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void publishersAreHostsWithPorts() {
    assertThat(pull(SECOND, "10.0.0.7:8126", " other:7 ", "").addresses())
        .containsExactly(
            new PullConfig.Address("10.0.0.7", 8126), new PullConfig.Address("other", 7));
    assertThat(new PullConfig(null, SECOND, SECOND).addresses()).isEmpty();
  }

  @Test
  void aWrongValueIsNamedWithWhatIsAccepted() {
    wrong("port \"70000\" is not in 0..65535", () -> udp(70_000, 8 << 20, SECOND));
    wrong("queue-bytes \"10\" is not in 131072..", () -> udp(8125, 10, SECOND));
    wrong("patience \"PT0S\" is not a duration", () -> udp(8125, 8 << 20, Duration.ZERO));
    wrong("pull.publishers \"10.0.0.7\" is not host:port", () -> pull(SECOND, "10.0.0.7"));
    wrong("pull.publishers \"a:0\" is not host:port", () -> pull(SECOND, "a:0"));
    wrong("pull.publishers \"a:65536\" is not host:port", () -> pull(SECOND, "a:65536"));
    wrong("pull.lease \"PT0S\" is not a duration", () -> pull(Duration.ZERO));
  }

  private static UdpConfig udp(int port, long queueBytes, Duration patience) {
    return new UdpConfig(true, "127.0.0.1", port, queueBytes, 1 << 20, patience, 1, 1, 1);
  }

  private static PullConfig pull(Duration lease, String... publishers) {
    return new PullConfig(List.of(publishers), lease, SECOND);
  }

  private static void wrong(String named, ThrowingCallable construction) {
    assertThatIllegalArgumentException()
        .isThrownBy(construction)
        .withMessageContaining("sluice.ingest.udp." + named);
  }
}
