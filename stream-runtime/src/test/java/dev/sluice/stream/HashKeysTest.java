package dev.sluice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class HashKeysTest {
  private static final BigInteger KEY = new BigInteger("d111f50a599b0a9fe3ef9e1c6b68ec88", 16);

  @Test
  void everyKeyIsTakenByTheWholeRangeAndByExactlyOneOfItsHalves() {
    BigInteger middle = HashKeys.ALL.last().shiftRight(1);
    HashKeys low = new HashKeys(HashKeys.ALL.first(), middle);
    HashKeys high = new HashKeys(middle.add(BigInteger.ONE), HashKeys.ALL.last());
    for (int i = 0; i < 1_000; i++) {
      String device = "device-" + i;
      assertThat(HashKeys.ALL.takes(device)).isTrue();
      assertThat(low.takes(device)).isNotEqualTo(high.takes(device));
    }
  }

  @Test
  void bothEndsBelongToTheRange() {
    assertThat(new HashKeys(KEY, KEY).takes("device-1")).isTrue();
    assertThat(new HashKeys(KEY.add(BigInteger.ONE), HashKeys.ALL.last()).takes("device-1"))
        .isFalse();
  }

  @Test
  void aRangeThatEndsBeforeItBeginsIsRefused() {
    assertThatThrownBy(() -> new HashKeys(BigInteger.TWO, BigInteger.ONE))
        .hasMessageContaining("hash keys from 2 to 1");
  }
}
