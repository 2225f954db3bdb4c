package dev.sluice.ingest.publish.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.publish.outbox.ShardMap.Range;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ShardMapTest {

  @Test
  void aKeyBelongsToTheRangeThatHoldsItsHash() throws NoSuchAlgorithmException {
    Random random = new Random(7);
    List<Range> ranges = new ArrayList<>();
    ranges.add(new Range("0", BigInteger.ZERO));
    for (int i = 1; i < 37; i++) {
      ranges.add(new Range(Integer.toString(i), new BigInteger(128, random)));
    }
    ShardMap map = new ShardMap(ranges);
    for (int i = 0; i < 2_000; i++) {
      String key = "device-" + i;
      assertThat(map.id(map.shardOf(key))).as(key).isEqualTo(slowly(ranges, key));
    }
  }

  private static String slowly(List<Range> ranges, String key) throws NoSuchAlgorithmException {
    BigInteger hash =
        new BigInteger(
            1, MessageDigest.getInstance("MD5").digest(key.getBytes(StandardCharsets.UTF_8)));
    Range best = ranges.getFirst();
    for (Range range : ranges) {
      if (range.from().compareTo(hash) <= 0 && range.from().compareTo(best.from()) > 0) {
        best = range;
      }
    }
    return best.shardId();
  }

  @Test
  void whereShardsAreUnknownAllKeysAreAlike() {
    assertThat(ShardMap.UNKNOWN.size()).isEqualTo(1);
    assertThat(ShardMap.UNKNOWN.shardOf("a")).isZero();
    assertThat(ShardMap.UNKNOWN.isKnown()).isFalse();
  }
}
