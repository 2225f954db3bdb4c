package dev.sluice.e2e.deadletters;

import dev.sluice.deadletter.Letter;
import dev.sluice.model.Position;
import dev.sluice.model.RejectReason;
import dev.sluice.model.Rejection;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Letters for tests.
public final class Samples {
  public static final Instant RECEIVED = Instant.parse("2026-03-01T12:00:30.123Z");
  static final String GOOD =
      "{\"id\":\"169a9a74-0c3f-4b0e-9c9c-1d2b0a6f0001\",\"event_type\":\"reading\","
          + "\"device_id\":\"pump-1\",\"processing_timestamp\":\"2026-03-01T12:00:00Z\","
          + "\"event_details\":{\"bar\":1.10,\"far\":1e400}}";

  private Samples() {}

  public static Letter letter(int sequence, Instant received) {
    return letter(sequence, 0, received, RejectReason.EVENT_TIME_OUT_OF_RANGE, GOOD);
  }

  static Letter letter(int sequence, RejectReason reason, String original) {
    return letter(sequence, 0, RECEIVED, reason, original);
  }

  static Letter letter(
      int sequence, int line, Instant received, RejectReason reason, String original) {
    return Letter.of(
        new Position(
            Instant.parse("2026-01-01T00:00:00Z"),
            "shardId-000000000000",
            BigInteger.valueOf(sequence),
            0,
            line),
        "gateway-" + sequence % 3,
        new Rejection(reason, "the detail"),
        new Letter.Times(received, received.plusSeconds(2)),
        original.getBytes(StandardCharsets.UTF_8));
  }
}
