package dev.sluice.archive.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What every [FileParts] holds.
public abstract class FilePartsContract {
  private static final String KEY = "events/event_date=2026-11-02/event_type=a%2Fb/1.parquet";

  /// Files of which one has this key and content.
  protected abstract FileParts holding(String key, byte[] content);

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Test
  void aTailSaysHowLongTheFileIs() {
    byte[] content = bytes(10_000);

    FileParts.Tail tail = holding(KEY, content).tail(KEY, 300);

    assertThat(tail.fileLength()).isEqualTo(10_000);
    assertThat(tail.from()).isEqualTo(9_700);
    assertThat(tail.bytes()).isEqualTo(Arrays.copyOfRange(content, 9_700, 10_000));
  }

  @Test
  void aFileShorterThanItsTailComesWhole() {
    byte[] content = bytes(100);

    FileParts.Tail tail = holding(KEY, content).tail(KEY, 65_536);

    assertThat(tail.fileLength()).isEqualTo(100);
    assertThat(tail.from()).isZero();
    assertThat(tail.bytes()).isEqualTo(content);
  }

  @Test
  void aPartIsWhatWasAskedFor() {
    byte[] content = bytes(10_000);
    FileParts files = holding(KEY, content);

    assertThat(files.part(KEY, 0, 1)).isEqualTo(Arrays.copyOf(content, 1));
    assertThat(files.part(KEY, 4_000, 2_500)).isEqualTo(Arrays.copyOfRange(content, 4_000, 6_500));
    assertThat(files.part(KEY, 9_999, 1)).isEqualTo(Arrays.copyOfRange(content, 9_999, 10_000));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    FileParts files = holding(KEY, bytes(1));

    assertThatThrownBy(() -> files.tail("events/gone", 10))
        .isInstanceOf(MissingFileException.class)
        .hasMessageContaining("events/gone");
    assertThatThrownBy(() -> files.part("events/gone", 0, 10))
        .isInstanceOf(MissingFileException.class)
        .hasMessageContaining("events/gone");
  }
}
