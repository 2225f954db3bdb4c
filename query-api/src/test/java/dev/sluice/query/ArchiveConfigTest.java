package dev.sluice.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveConfigTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "Sluice", "a_b", "-ab"})
  void whatIsNoBucketIsNamed(String bucket) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ArchiveConfig(bucket, Duration.ZERO, 8, TIMEOUT))
        .withMessageContaining("sluice.query.archive.bucket")
        .withMessageContaining("\"" + bucket + "\"");
  }

  @Test
  void noneIsNoArchive() {
    assertThat(new ArchiveConfig("none", Duration.ZERO, 8, TIMEOUT).hasArchive()).isFalse();
    assertThat(new ArchiveConfig("archive", Duration.ZERO, 8, TIMEOUT).hasArchive()).isTrue();
  }

  @Test
  void numbersThatWillNotDoAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ArchiveConfig("archive", Duration.ofSeconds(-1), 8, TIMEOUT))
        .withMessageContaining("min-age");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ArchiveConfig("archive", Duration.ZERO, 0, TIMEOUT))
        .withMessageContaining("max-concurrent-reads \"0\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ArchiveConfig("archive", Duration.ZERO, 8, Duration.ZERO))
        .withMessageContaining("timeout");
  }
}
