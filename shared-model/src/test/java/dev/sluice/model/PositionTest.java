package dev.sluice.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PositionTest {
  private static final Instant CREATED = Instant.ofEpochMilli(1_710_000_000_000L);
  private static final Comparator<Position> NUMERICALLY =
      Comparator.comparing(Position::sequenceNumber)
          .thenComparing(Position::subSequence)
          .thenComparing(Position::line);

  @Test
  void textPadsEachNumber() {
    assertThat(
            position(
                    new BigInteger("49590338271490256608559692538361571095921575989136588898"),
                    7,
                    3)
                .text())
        .isEqualTo(
            "1710000000000/shardId-000000000000/"
                + "000049590338271490256608559692538361571095921575989136588898"
                + "/0000000007/000003");
  }

  @Test
  void textOrdersAsTheNumbersDo() {
    long seed = System.nanoTime();
    System.out.println("seed of the positions: " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      Position one = random(random);
      Position other = random.nextBoolean() ? random(random) : sibling(one, random);
      assertThat(Integer.signum(one.text().compareTo(other.text())))
          .as("%s against %s", one, other)
          .isEqualTo(Integer.signum(NUMERICALLY.compare(one, other)));
    }
  }

  @Test
  void numbersThatWouldBreakTheOrderAreRefused() {
    BigInteger one = BigInteger.ONE;
    assertRefused(one.negate(), 0, 0, "-1");
    assertRefused(BigInteger.TEN.pow(60), 0, 0, "1000000");
    assertRefused(one, -1, 0, "sub-sequence -1");
    assertRefused(one, 10_000_000_000L, 0, "10000000000");
    assertRefused(one, 0, -1, "line -1");
    assertRefused(one, 0, 1_000_000, "line 1000000");
  }

  private static void assertRefused(BigInteger sequence, long sub, int line, String named) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> position(sequence, sub, line))
        .withMessageContaining(named)
        .withMessageContaining("not in 0..");
  }

  private static Position random(Random random) {
    return position(
        new BigInteger(random.nextInt(197), random),
        random.nextLong(1L << random.nextInt(33)),
        random.nextInt(1 + random.nextInt(1_000_000)));
  }

  private static Position sibling(Position of, Random random) {
    return position(of.sequenceNumber(), random.nextLong(3), random.nextInt(12));
  }

  private static Position position(BigInteger sequence, long subSequence, int line) {
    return new Position(CREATED, "shardId-000000000000", sequence, subSequence, line);
  }
}
