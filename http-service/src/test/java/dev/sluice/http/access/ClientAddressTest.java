package dev.sluice.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ClientAddressTest {
  private static final String REMOTE = "10.0.0.9";

  @Test
  void withoutProxiesTheConnectionCountsWhateverIsClaimed() {
    assertThat(ClientAddress.forwarded(List.of("1.2.3.4"), 0, REMOTE)).isEqualTo(REMOTE);
  }

  @Test
  void ourOwnProxysWordCountsAndNotWhatTheCallerMadeUp() {
    List<String> entries = List.of("6.6.6.6", " 1.2.3.4 ");

    assertThat(ClientAddress.forwarded(entries, 1, REMOTE)).isEqualTo("1.2.3.4");
    assertThat(ClientAddress.forwarded(entries, 2, REMOTE)).isEqualTo("6.6.6.6");
  }

  @Test
  void whatNoProxySentIsToldByTheConnection() {
    assertThat(ClientAddress.forwarded(List.of("1.2.3.4"), 2, REMOTE)).isEqualTo(REMOTE);
    assertThat(ClientAddress.forwarded(List.of(""), 1, REMOTE)).isEqualTo(REMOTE);
    assertThat(ClientAddress.forwarded(List.of("x".repeat(65)), 1, REMOTE)).isEqualTo(REMOTE);
  }
}
