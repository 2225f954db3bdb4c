package dev.sluice.deadletter;

import dev.sluice.model.Position;
import dev.sluice.model.RejectReason;
import dev.sluice.model.Rejection;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Letters for tests.
final class Letters {
  static final Instant RECEIVED = Instant.parse("2026-03-01T12:00:30.123Z");

  private Letters() {}

  static Position position(int sequence, int line) {
    return new Position(
        Instant.parse("2026-01-01T00:00:00Z"),
        "shardId-000000000000",
        BigInteger.valueOf(sequence),
        0,
        line);
  }

  static Letter letter(RejectReason reason, byte[] original) {
    return Letter.of(
        position(5, 2),
        "device-7",
        new Rejection(reason, "the detail, with ü, \" and \ud83d\ude80"),
        new Letter.Times(RECEIVED, RECEIVED.plusSeconds(2)),
        original);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
