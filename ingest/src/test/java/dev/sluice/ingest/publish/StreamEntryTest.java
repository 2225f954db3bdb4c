package dev.sluice.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamEntryTest {

  @ParameterizedTest
  @ValueSource(strings = {"device-1", "gerät", "装置", "🛰️"})
  void aKeyWeighsWhatItIsInUtf8(String key) {
    assertThat(new StreamEntry(key, new byte[5]).size())
        .isEqualTo(5 + key.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void whatTheStreamWouldRefuseIsRefusedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StreamEntry("", new byte[1]))
        .withMessageContaining("0 characters; 1 to 256");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StreamEntry("x".repeat(257), new byte[1]))
        .withMessageContaining("257 characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StreamEntry("four", new byte[StreamEntry.MOST_BYTES - 3]))
        .withMessageContaining("more than 1048576");
    assertThat(new StreamEntry("four", new byte[StreamEntry.MOST_BYTES - 4]).size())
        .isEqualTo(StreamEntry.MOST_BYTES);
  }
}
